"""Reads the partnership's TOML; a key that no plan knows is an error, not ignored."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from sharewell.agencies.vocabulary import AgencyKind, InboxKind
from sharewell.core.policy.model import Role
from sharewell.demo.plan import (
    AgencyPlan,
    AskPlan,
    ChildPlan,
    ConcernPlan,
    DecisionPlan,
    DetailPlan,
    FamilyPlan,
    InboxPlan,
    PersonPlan,
    Plan,
    ReceiptPlan,
    RecordPlan,
    ReleasePlan,
    SendPlan,
)

Table = dict[str, Any]


@cache
def load_plan() -> Plan:
    """The plan in the files of `partnership`, in the order of their names."""
    tables: dict[str, list[Table]] = {}
    folder = resources.files("sharewell.demo") / "partnership"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            for kind, rows in tomllib.loads(file.read_text("utf-8")).items():
                tables.setdefault(kind, []).extend(rows)
    return Plan(
        agencies=tuple(_agency(row) for row in tables["agency"]),
        people=tuple(_person(row) for row in tables["person"]),
        families=tuple(_family(row) for row in tables["family"]),
        concerns=tuple(_concern(row) for row in tables["concern"]),
    )


def _agency(row: Table) -> AgencyPlan:
    inboxes = tuple(InboxPlan(InboxKind(i["kind"]), i["name"]) for i in row["inboxes"])
    return AgencyPlan(**{**row, "kind": AgencyKind(row["kind"]), "inboxes": inboxes})


def _person(row: Table) -> PersonPlan:
    return PersonPlan(**{**row, "roles": tuple(Role(role) for role in row["roles"])})


def _family(row: Table) -> FamilyPlan:
    return FamilyPlan(row["name"], tuple(_child(child) for child in row["child"]))


def _child(row: Table) -> ChildPlan:
    usual = {
        "given": row["given"],
        "family": row["family"],
        "born": row.get("born"),
        "weeks_old": row.get("weeks_old"),
    }
    return ChildPlan(row["key"], tuple(_record(usual | one) for one in row["records"]))


def _record(row: Table) -> RecordPlan:
    names = tuple((given, family) for given, family in row.pop("also_known_as", []))
    details = tuple(DetailPlan(**one) for one in row.pop("details", []))
    return RecordPlan(**row, also_known_as=names, details=details)


def _concern(row: Table) -> ConcernPlan:
    row["entries"] = tuple(row["entries"])
    row["added"] = tuple(row.get("added", ()))
    if decision := row.get("decision"):
        people = tuple(decision.pop("people", ()))
        row["decision"] = DecisionPlan(**decision, people=people)
    if send := row.get("send"):
        row["send"] = SendPlan(**send)
    if receipt := row.get("receipt"):
        row["receipt"] = ReceiptPlan(**receipt)
    if asks := row.get("asks"):
        custodians = tuple(asks.pop("custodians"))
        row["asks"] = AskPlan(**asks, custodians=custodians)
    if release := row.get("release"):
        row["release"] = ReleasePlan(**release)
    return ConcernPlan(**row)
