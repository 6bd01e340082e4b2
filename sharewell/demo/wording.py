"""Turns the plan's words into what the actions take."""

from datetime import datetime
from typing import Any

from sharewell.decisions.deciding import NewDecision
from sharewell.decisions.raising import NewConcern, NewEntry
from sharewell.decisions.vocabulary import (
    Certainty,
    ChildSeen,
    EntryKind,
    Origin,
    Outcome,
    SafeNow,
    SaidBy,
)
from sharewell.demo.answers import facts_of
from sharewell.demo.errors import DemoError
from sharewell.demo.plan import ConcernPlan
from sharewell.demo.stage import Stage

KINDS_THAT_HAPPENED = frozenset({EntryKind.SEEN, EntryKind.WORDS})


def new_concern(plan: ConcernPlan, at: datetime) -> NewConcern:
    """The concern as its raiser writes it, on the day it happened."""
    return NewConcern(
        Origin(plan.origin),
        SafeNow(plan.safe_now),
        tuple(new_entry(entry, at) for entry in plan.entries),
    )


def new_entry(entry: dict[str, Any], at: datetime) -> NewEntry:
    """One entry; what was seen or said happened on the day it was written."""
    kind = EntryKind(entry["kind"])
    return NewEntry(
        kind,
        entry["text"],
        SaidBy(entry.get("said_by", SaidBy.ME)),
        Certainty(entry.get("certainty", Certainty.CERTAIN)),
        ChildSeen(entry.get("child_seen", ChildSeen.UNKNOWN)),
        happened_on=at.date() if kind in KINDS_THAT_HAPPENED else None,
    )


def new_decision(stage: Stage, plan: ConcernPlan, at: datetime) -> NewDecision:
    """The decision with its facts, stated for the day it is made."""
    decided = plan.decision
    if decided is None:
        raise DemoError(f"The concern {plan.key!r} needs a decision before it is sent.")
    holder = stage.plan.agency(plan.agency).kind
    return NewDecision(
        facts_of(decided, holder, at),
        Outcome(decided.outcome),
        decided.own_view,
        decided.reasons,
        decided.lawful_basis,
    )
