"""Recording a decision, with the facts, the advice that was shown, and the reasons."""

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sharewell.access.command import Act, command
from sharewell.access.errors import NotFound
from sharewell.agencies.queries import inbox_of
from sharewell.agencies.recipients import PLACES
from sharewell.agencies.vocabulary import InboxKind
from sharewell.core.identifiers import reference_code
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Relation, Resource
from sharewell.core.procedure.evaluate import evaluate
from sharewell.core.procedure.facts import parse_facts
from sharewell.decisions import standing
from sharewell.decisions.actions import require_concern
from sharewell.decisions.contents import decision_content
from sharewell.decisions.drafts import submit_draft
from sharewell.decisions.errors import UnusableDecision
from sharewell.decisions.models import Concern, SharingDecision
from sharewell.decisions.queries import (
    DecisionView,
    view_decision,
)
from sharewell.decisions.raising import LONGEST_TEXT, SALT_BYTES
from sharewell.decisions.tasks import finish_tasks, raise_for_concern
from sharewell.decisions.vocabulary import SHARING, Outcome, SafeNow, TaskKind
from sharewell.keys.sealing import seal_text
from sharewell.rulebooks.clocks import london_date
from sharewell.rulebooks.load import edition

AT_REASONABLE_CAUSE = frozenset({"reasonable_cause", "immediate_danger"})
# What each plain answer of the procedure is followed by.
FOLLOWS = {
    "yes": SHARING,
    "no": frozenset({Outcome.DO_NOT_SHARE}),
    "advice": frozenset({Outcome.SEEK_ADVICE}),
}


@dataclass(frozen=True)
class NewDecision:
    """What a person decides: facts as JSON, outcome, own view, reasons."""

    facts: dict[str, Any]
    outcome: Outcome
    own_view: str
    reasons: str
    lawful_basis: str = ""


@command(Action.DECISION_RECORD)
def record_decision(
    act: Act, *, concern_id: UUID, decision: NewDecision, draft_id: UUID | None = None
) -> str:
    """Keep the decision and start the clocks it brings; returns its id.

    Departing from the advice is allowed with reasons. Departing towards not sharing at
    reasonable cause opens a review at once, with a clock in hours, that rises.
    """
    concern = require_concern(act, concern_id)
    row = write_decision(act, concern, decision)
    submit_draft(act, draft_id)
    return str(row.id)


@command(Action.DECISION_OPEN, writes=False)
def open_decision(act: Act, *, decision_id: UUID) -> tuple[DecisionView, UUID]:
    """(The decision, the id of its concern)."""
    return _read(act, decision_id, "decision.opened")


@command(Action.DECISION_PRINT, writes=False)
def print_decision(act: Act, *, decision_id: UUID) -> tuple[DecisionView, UUID]:
    """As open_decision, recorded as a print."""
    return _read(act, decision_id, "decision.printed")


def write_decision(act: Act, concern: Concern, new: NewDecision) -> SharingDecision:
    """Advise on the facts as they are now, then keep decision, leaf and clocks."""
    _check(new)
    in_force = edition(london_date(act.at))
    facts = parse_facts(new.facts, in_force.vocabulary)
    advice = evaluate(facts, edition=in_force).to_json()
    row = _row(act, concern, new, advice, in_force.hash)
    row.save(force_insert=True)
    act.record(
        "decision.recorded",
        kind="decision",
        id=row.id,
        salt=row.salt,
        content=decision_content(row, new.own_view.strip(), new.reasons.strip()),
        edition=in_force.hash,
        subject=concern.id,
    )
    finish_tasks(
        act, about_id=concern.id, kinds=(TaskKind.DECIDE, TaskKind.TAKE_ADVICE)
    )
    _start_clocks(act, concern, row)
    return row


def figure_of_clock(concern_id: UUID) -> str:
    """Which figure holds for a clock about the concern: the stricter if serious."""
    concern = Concern.objects.get(id=concern_id)
    decision = concern.decisions.order_by("-sequence").first()
    if decision is not None and is_serious(decision.facts):
        return "at_reasonable_cause"
    return "when_not_safe" if concern.safe_now != SafeNow.YES else ""


def is_serious(facts: dict[str, Any]) -> bool:
    """Whether the facts state reasonable cause or immediate danger."""
    return facts.get("answers", {}).get("level") in AT_REASONABLE_CAUSE


def follows(advice: dict[str, Any], outcome: Outcome) -> bool:
    """Whether the decision does what the procedure points to."""
    plain = advice.get("plain") or {}
    if not plain and owed_to_front_door(advice):
        # Before every question is answered the procedure already points to that.
        return outcome in SHARING
    return outcome in FOLLOWS.get(plain.get("share", ""), frozenset())


def _read(act: Act, decision_id: UUID, event: str) -> tuple[DecisionView, UUID]:
    row = SharingDecision.objects.filter(id=decision_id).first()
    if row is None:
        raise NotFound(act.by, act.action, "decision")
    relations = decision_relations(act, row)
    act.require(Resource("decision", row.id, relations))
    act.record(event, kind="decision", id=row.id)
    view = view_decision(row, reader=row.agency_id, relations=relations)
    return view, row.concern_id


def decision_relations(act: Act, row: SharingDecision) -> frozenset[Relation]:
    """How the actor stands to a decision: as to its concern, or as its maker."""
    return standing.to_this_decision(act.by, row, act.at)


def _check(new: NewDecision) -> None:
    if not new.own_view.strip():
        raise UnusableDecision("Write your own view first: the procedure only advises.")
    if not new.reasons.strip():
        raise UnusableDecision("Write why you decided so. One sentence can be enough.")
    for name, text in (("own view", new.own_view), ("reasons", new.reasons)):
        if len(text) > LONGEST_TEXT:
            raise UnusableDecision(
                f"Your {name} has {len(text):,} characters; at most {LONGEST_TEXT:,} "
                "fit."
            )


def _row(
    act: Act,
    concern: Concern,
    new: NewDecision,
    advice: dict[str, Any],
    edition_hash: str,
) -> SharingDecision:
    row_id = uuid4()
    owner = concern.agency_id

    def sealed(field: str, text: str) -> UUID:
        return seal_text(
            text.strip(),
            kind="decision",
            record=row_id,
            field=field,
            owner=owner,
            subject=concern.id,
        )

    return SharingDecision(
        id=row_id,
        agency_id=owner,
        concern=concern,
        sequence=concern.decisions.count() + 1,
        reference=reference_code(secrets.token_bytes(8)),
        decided_by=act.by.id,
        decided_at=act.at,
        facts=new.facts,
        advice=advice,
        edition=edition_hash,
        published_on=_published_on(act),
        outcome=new.outcome.value,
        follows_advice=follows(advice, new.outcome),
        lawful_basis=new.lawful_basis,
        own_view_id=sealed("own_view", new.own_view),
        reasons_id=sealed("reasons", new.reasons),
        salt=secrets.token_bytes(SALT_BYTES),
    )


def _published_on(act: Act) -> date:
    """What the practitioner was shown: the rows published here are those in force."""
    return london_date(act.at)


def _start_clocks(act: Act, concern: Concern, row: SharingDecision) -> None:
    duties = _duties(row)
    if TaskKind.SEND not in dict(duties):
        # What the decision before this one owed cannot be sent any more.
        finish_tasks(act, about_id=concern.id, kinds=(TaskKind.SEND,))
    for kind, variant in duties:
        inbox_id = _owing_inbox(concern, kind)
        if inbox_id is not None:
            raise_for_concern(
                act, concern, inbox_id=inbox_id, kind=kind, variant=variant
            )


def _duties(row: SharingDecision) -> list[tuple[TaskKind, str]]:
    """What the decision owes, each with the variant of its clock."""
    outcome = Outcome(row.outcome)
    urgently = "at_reasonable_cause" if is_serious(row.facts) else ""
    found: list[tuple[TaskKind, str]] = []
    named = row.facts.get("answers", {}).get("recipient")
    by_other_means = named is not None and named not in PLACES
    if owed_to_front_door(row.advice) or (outcome in SHARING and not by_other_means):
        found.append((TaskKind.SEND, urgently))
    if outcome in SHARING and by_other_means:
        found.append((TaskKind.GIVE, ""))
    if outcome is Outcome.SEEK_ADVICE:
        found.append((TaskKind.TAKE_ADVICE, ""))
    if _departs_towards_silence(row, outcome):
        found.append((TaskKind.REVIEW_DEPARTURE, ""))
    if any(person.get("look_again_days") for person in row.advice["people"]):
        found.append((TaskKind.TELL_LATER, ""))
    return found


def _departs_towards_silence(row: SharingDecision, outcome: Outcome) -> bool:
    """Not sharing at reasonable cause, or while in doubt, without the procedure."""
    if outcome in SHARING or row.follows_advice:
        return False
    if is_serious(row.facts):
        return True
    unsure = row.facts.get("answers", {}).get("level") in {None, "unsure"}
    doubtful = unsure or not row.advice["complete"]
    return outcome is Outcome.DO_NOT_SHARE and doubtful


def owed_to_front_door(advice: dict[str, Any]) -> bool:
    """Whether children's services must hear, whoever else was asked about."""
    return any(owed["to_whom"] == "front_door" for owed in advice["also_owed"])


def _owing_inbox(concern: Concern, kind: TaskKind) -> UUID | None:
    """Nobody reviews their own departure: it goes to the lead information officer."""
    if kind is TaskKind.REVIEW_DEPARTURE:
        officer = inbox_of(concern.agency_id, InboxKind.LEAD_INFORMATION_OFFICER)
        if officer:
            return officer.id
    adviser = inbox_of(concern.agency_id, InboxKind.ADVISER)
    return concern.inbox_id or (adviser.id if adviser else None)
