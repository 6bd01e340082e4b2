"""A drawn partnership in which every clause of every policy decides about some row.

Plain rows of plain values: what an oracle reads and what the database is filled with.
"""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

SERVICE = "00000000-0000-4000-8000-000000000001"
Row = dict[str, Any]


@dataclass(frozen=True)
class Hat:
    """One person acting for one agency; some have two."""

    person: str
    agency: str


@dataclass(frozen=True)
class Size:
    """How many of each; restrictions follow from them."""

    agencies: int
    people: int
    children: int
    concerns: int
    decisions: int
    disclosures: int


@dataclass
class Partnership:
    """Table -> rows; an id is text throughout."""

    at: datetime
    agencies: list[str]
    hats: list[Hat]
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, **row: Any) -> Row:
        """Keep the row."""
        self.rows.setdefault(table, []).append(row)
        return row


class Drawing:
    """Draws a partnership from a seed."""

    def __init__(self, size: Size, seed: int) -> None:
        self.size, self.random = size, random.Random(seed)
        agencies = [self.id() for _ in range(size.agencies)]
        self.world = Partnership(datetime.now(UTC), agencies, [])
        self.people: dict[str, list[str]] = {agency: [] for agency in agencies}
        self.own: dict[str, dict[str, list[Row]]] = {}

    def draw(self) -> Partnership:
        self._people()
        self._children()
        self._concerns()
        self._decisions()
        self._disclosures()
        for _ in range(self.size.people * 6):
            self._conflict()
        for _ in range((self.size.children + self.size.concerns) // 40 + 8):
            self._seal()
        self._across()
        for _ in range(self.size.people):
            self._emergency()
            self._proposal()
        for number in range(self.size.children // 4 + 8):
            self._question(number)
        return self.world

    def id(self) -> str:
        return str(UUID(int=self.random.getrandbits(128), version=4))

    def one(self, of: list[Any]) -> Any:
        return self.random.choice(of)

    def chance(self, of: float) -> bool:
        return self.random.random() < of

    def _add(self, table: str, agency: str, **given: Any) -> Row:
        row = self.world.add(table, id=self.id(), agency_id=agency, **given)
        self.own.setdefault(table, {}).setdefault(agency, []).append(row)
        return row

    def _people(self) -> None:
        for agency in self.world.agencies:
            self.world.add("agencies_agency", id=agency, name=agency)
            self._add("agencies_inbox", agency, kind="adviser", name="Adviser")
            self.world.hats.append(Hat(SERVICE, agency))
        for number in range(self.size.people):
            person = self.id()
            first = self.world.agencies[number % len(self.world.agencies)]
            others = [a for a in self.world.agencies if a != first]
            worn = [first, self.one(others)] if self.chance(0.25) else [first]
            for agency in worn:
                self.people[agency].append(person)
                self.world.hats.append(Hat(person, agency))
                self._appoint(agency, person)

    def _appoint(self, agency: str, person: str) -> None:
        made = self._add("agencies_appointment", agency, practitioner_id=person)
        if self.chance(0.4):
            self._add("agencies_appointment_end", agency, appointment_id=made["id"])
        self._add("access_submitted_once", agency, actor_id=person, key=self.id())
        self._add("audit_ledger_leaf", agency, object_kind="", index=None)
        mail = self._add("outbox_email", agency)
        self._add("outbox_email_sent", agency, email_id=mail["id"])

    def _children(self) -> None:
        for number in range(self.size.children):
            agency = self.one(self.world.agencies)
            child = self._add(
                "children_child_record", agency, reference=f"C{number}"
            )["id"]  # fmt: skip
            name = {"given_name": "Wren", "family_name": "Reed", "sequence": 1}
            name["normalised"] = "wren reed"
            self._add("children_child_name", agency, child_id=child, **name)
            self._add("children_child_identifier", agency, child_id=child)
            self._add("children_child_detail", agency, child_id=child)
            self._add("children_concealment", agency, child_id=child)
            hold = self._add("children_legal_hold", agency, child_id=child)["id"]
            self._add("children_legal_hold_end", agency, child_id=child, hold_id=hold)
            asked = self._add("children_erasure", agency, child_id=child)["id"]
            self._add(
                "children_erasure_step", agency, child_id=child, erasure_id=asked,
                kind="agreed",
            )  # fmt: skip

    def _concerns(self) -> None:
        for number in range(self.size.concerns):
            agency = self.one(self.world.agencies)
            concern = self._add(
                "decisions_concern", agency, reference=f"N{number}",
                raised_by=self.one(self.people[agency]), inbox_id=None,
            )["id"]  # fmt: skip
            known = self.own["children_child_record"].get(agency, [])
            # Matched never, once, or anew: the last alone holds.
            for sequence in range(self.random.randrange(4) if known else 0):
                self._add(
                    "decisions_concern_child", agency, concern_id=concern,
                    sequence=sequence + 1, child_id=self.one(known)["id"],
                )  # fmt: skip
            self._add("decisions_concern_entry", agency, concern_id=concern, sequence=1)
            self._add(
                "decisions_draft", agency, state="open", kind="concern",
                concern_id=concern if self.chance(0.5) else None, team="staff",
            )  # fmt: skip
            self._task(agency, agency, "concern", concern)
            self._sealed(agency)

    def _sealed(self, agency: str) -> None:
        text = self._add(
            "keys_sealed_text", agency, record_id=self.id(), record_kind="x"
        )["id"]  # fmt: skip
        # Made by its owner, or by somebody who would like to read it.
        readers = self.random.sample(self.world.agencies, 2)
        custodians = [agency, self.one(self.world.agencies)]
        for custodian, reader in zip(custodians, readers, strict=True):
            self._add("keys_key_wrap", reader, sealed_id=text, custodian_id=custodian)

    def _task(self, agency: str, by: str, kind: str, about: str) -> None:
        inbox = self.own["agencies_inbox"][agency][0]["id"]
        task = self._add(
            "decisions_task", agency, about_kind=kind, about_id=about,
            raised_by_agency_id=by, inbox_id=inbox, kind="voice", reference=about[:20],
        )["id"]  # fmt: skip
        self._add("decisions_task_step", agency, task_id=task, kind="risen", sequence=1)

    def _decisions(self) -> None:
        concerns = self.world.rows["decisions_concern"]
        for number in range(self.size.decisions):
            concern = self.one(concerns)
            self._add(
                "decisions_sharing_decision", concern["agency_id"],
                concern_id=concern["id"], sequence=number + 1, reference=f"D{number}",
                decided_by=self.one(self.people[concern["agency_id"]]),
            )  # fmt: skip

    def _disclosures(self) -> None:
        decisions = self.world.rows["decisions_sharing_decision"]
        for number in range(self.size.disclosures):
            decision = self.one(decisions)
            agency, to = decision["agency_id"], self.one(self.world.agencies)
            inbox = self.own["agencies_inbox"][to][0]["id"]
            person = self.one(self.people[agency])
            sent = self._add(
                "exchange_disclosure", agency, recipient_agency_id=to,
                decision_id=decision["id"], concern_id=decision["concern_id"],
                reference=f"S{number}", recipient_inbox_id=inbox, sent_by=person,
                raised_by=person,
            )["id"]  # fmt: skip
            self._add(
                "exchange_disclosure_item", agency, recipient_agency_id=to,
                disclosure_id=sent, position=1,
            )  # fmt: skip
            self._add(
                "exchange_disclosure_step", self.one([agency, to]), disclosure_id=sent,
                sender_agency_id=agency, recipient_agency_id=to, kind="opened",
            )  # fmt: skip
            if self.people[to]:
                self._add(
                    "exchange_release", agency, disclosure_id=sent,
                    recipient_agency_id=to, recipient_id=self.one(self.people[to]),
                    ends_at=self.world.at + timedelta(hours=self.one([-1, 12])),
                )  # fmt: skip
            self._task(agency, agency, "disclosure", sent)
            self._task(to, agency, "disclosure", sent)

    def _thing(self, agency: str) -> tuple[str, str]:
        """Something the agency holds: its kind and its id."""
        kind, table = self.one(
            [
                ("child", "children_child_record"),
                ("concern", "decisions_concern"),
                ("disclosure", "exchange_disclosure"),
            ]
        )
        if kind == "disclosure" and self.chance(0.4):
            got = [
                row["id"] for row in self.random.sample(self.world.rows[table], 8)
                if row["recipient_agency_id"] == agency
            ]  # fmt: skip
            if got:
                return kind, got[0]
        held = self.own.get(table, {}).get(agency)
        return (kind, self.one(held)["id"]) if held else self._thing(agency)

    def _conflict(self) -> None:
        agency = self.one([one for one in self.world.agencies if self.people[one]])
        self._keep_out(agency, self.one(self.people[agency]), *self._thing(agency))

    def _keep_out(self, agency: str, person: str, kind: str, about: str) -> None:
        made = self._add(
            "access_conflict", agency, practitioner_id=person, about_kind=kind,
            about_id=about,
        )["id"]  # fmt: skip
        if self.chance(0.4):
            self._add("access_conflict_end", agency, conflict_id=made, by=person)

    def _seal(self) -> None:
        agency = self.one([one for one in self.world.agencies if self.people[one]])
        self._shut(agency, *self._thing(agency))

    def _shut(self, agency: str, kind: str, about: str) -> None:
        made = self._add("access_seal", agency, about_kind=kind, about_id=about)["id"]
        several = min(len(self.people[agency]), self.random.randrange(4))
        for person in self.random.sample(self.people[agency], several):
            self._add(
                "access_seal_name", agency, seal_id=made, practitioner_id=person,
            )  # fmt: skip
        if self.chance(0.3):
            self._add("access_seal_lift", agency, seal_id=made)

    def _across(self) -> None:
        """What one agency restricts binds nobody in another, whatever hat is worn."""
        sent = self.world.rows["exchange_disclosure"]
        for row in self.random.sample(sent, min(len(sent), self.size.people)):
            sender, to = row["agency_id"], row["recipient_agency_id"]
            if sender == to:
                continue
            both = [p for p in self.people[sender] if p in self.people[to]]
            for person in both:
                self._keep_out(sender, person, "disclosure", row["id"])
            self._shut(sender, "disclosure", row["id"])
            # Nobody restricts the sender's concern for a recipient, even by trying.
            if self.people[to]:
                person = self.one(self.people[to])
                self._keep_out(to, person, "concern", row["concern_id"])

    def _emergency(self) -> None:
        agency = self.one([one for one in self.world.agencies if self.people[one]])
        kind, about = self._thing(agency)
        begun = self.world.at + timedelta(minutes=self.random.choice([-90, -30, 30]))
        made = self._add(
            "access_emergency", agency, practitioner_id=self.one(self.people[agency]),
            about_kind=kind, about_id=about, opened_at=begun,
            ends_at=begun + timedelta(minutes=60),
        )["id"]  # fmt: skip
        if self.chance(0.3):
            self._add("access_emergency_review", agency, emergency_id=made)

    def _question(self, number: int) -> None:
        """One agency asked from a concern; another owes an answer about a child."""
        concern = self.one(self.world.rows["decisions_concern"])
        asked = self._add(
            "exchange_existence_question", concern["agency_id"], about_kind="concern",
            about_id=concern["id"], reference=f"Q{number}",
            asked_by=self.one(self.people[concern["agency_id"]]),
        )["id"]  # fmt: skip
        self._add(
            "exchange_existence_count", concern["agency_id"], is_serious=False,
            asked_by=self.one(self.people[concern["agency_id"]]),
        )  # fmt: skip
        child = self.one(self.world.rows["children_child_record"])
        agency = child["agency_id"]
        owed = self._add(
            "exchange_contact_owed", agency, question_id=asked, inbox_id=None,
            asker_agency_id=concern["agency_id"],
        )["id"]  # fmt: skip
        self._add(
            "exchange_contact_match", agency, contact_id=owed, child_id=child["id"]
        )
        self._add("exchange_contact_answer", agency, contact_id=owed)
        if self.people[agency]:
            self._keep_out(agency, self.one(self.people[agency]), "contact", owed)

    def _proposal(self) -> None:
        agency = self.one(self.world.agencies)
        made = self._add("access_proposal", agency, kind="lift_seal")["id"]
        self._add("access_proposal_answer", agency, proposal_id=made, agreed=True)


def draw(size: Size, seed: int = 1) -> Partnership:
    """The same seed gives the same partnership, but for the time."""
    return Drawing(size, seed).draw()
