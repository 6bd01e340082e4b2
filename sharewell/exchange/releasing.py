"""Telling one named worker where a hidden family is: a separate act of two people.

What locates the family leaves in no disclosure (design, section 2, rule 5). Here it
goes to a duty worker of the front door or the police who must reach the child, by name,
once she was rung back; for a day; to be read and not printed.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sharewell.access import proposals
from sharewell.access.command import Act, command
from sharewell.access.context import context
from sharewell.access.errors import NotFound
from sharewell.access.proposals import ProposalKind, Proposed
from sharewell.agencies.notify import notify_person
from sharewell.agencies.queries import practitioner_names
from sharewell.agencies.vocabulary import InboxKind
from sharewell.children.queries import Detail, details_of
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import (
    Actor,
    Circumstances,
    Purpose,
    Relation,
    Resource,
)
from sharewell.decisions.raising import SALT_BYTES
from sharewell.exchange.contents import release_content
from sharewell.exchange.errors import UnusableDisclosure
from sharewell.exchange.models import Disclosure, Release
from sharewell.exchange.receiving import disclosure_relations
from sharewell.keys.sealing import open_text, open_texts, seal_text
from sharewell.outbox.templates import Template

LASTS = timedelta(hours=24)
REACHES_CHILDREN = frozenset({InboxKind.FRONT_DOOR, InboxKind.POLICE})
ANSWERED = "A colleague has answered this already, or it is not there any more."


@dataclass(frozen=True)
class Releasable:
    """What could be released of a disclosure, to whom, and what waits already."""

    reference: str
    recipient: str
    phone: str
    details: tuple[Detail, ...]
    # Who of the recipient has opened it: (id, name).
    workers: tuple[tuple[UUID, str], ...]
    waiting: tuple["WaitingRelease", ...]


@dataclass(frozen=True)
class WaitingRelease:
    """A proposal as its second person reads it."""

    id: UUID
    worker: str
    proposed_by: str
    at: datetime
    text: str
    grounds: str
    is_mine: bool


@dataclass(frozen=True)
class ReleaseView:
    """What was released, as the named worker reads it."""

    reference: str
    text: str
    ends_at: datetime


@command(Action.LOCATING_PROPOSE, writes=False)
def open_to_release(act: Act, *, disclosure_id: UUID) -> Releasable:
    """The locating details of the child, for those who may propose a release."""
    row = _require(act, disclosure_id)
    act.record("locating.considered", kind="disclosure", id=row.id)
    agency: UUID = act.by.agency  # type: ignore[assignment]
    return Releasable(
        row.reference,
        row.recipient_inbox.name,
        row.recipient_inbox.phone,
        tuple(_locating(row, agency)),
        _workers(row),
        tuple(_waiting(act, row, agency)),
    )


@command(Action.LOCATING_PROPOSE)
def propose_release(
    act: Act,
    *,
    disclosure_id: UUID,
    worker: UUID,
    details: tuple[UUID, ...],
    grounds: str,
) -> str:
    """Propose it to a second person; raises UnusableDisclosure for what is missing."""
    row = _require(act, disclosure_id)
    agency: UUID = act.by.agency  # type: ignore[assignment]
    chosen = [one for one in _locating(row, agency) if one.id in details]
    if not chosen:
        raise UnusableDisclosure("Choose what the worker needs to reach the child.")
    if worker not in dict(_workers(row)):
        raise UnusableDisclosure("Choose somebody who has opened the disclosure.")
    if not grounds.strip():
        raise UnusableDisclosure("Write whom you rang back, and on which number.")
    made = uuid4()
    text = "\n".join(f"{one.kind.replace('_', ' ')}: {one.text}" for one in chosen)
    proposals.propose(
        act,
        ProposalKind.RELEASE,
        row.id,
        person=worker,
        words={
            "reference": row.reference,
            "release": str(made),
            "text": str(_sealed(row, made, "proposed", text)),
            "grounds": str(_sealed(row, made, "grounds", grounds.strip())),
        },
    )
    return str(row.id)


@command(Action.LOCATING_AGREE)
def answer_release(act: Act, *, proposal_id: UUID, agreed: bool) -> str:
    """The second person; on agreeing the worker is told by e-mail that it is there."""
    proposal = proposals.waiting_one(act.by.agency, proposal_id)
    if proposal is None or proposal.kind is not ProposalKind.RELEASE:
        raise NotFound(act.by, act.action, "proposal")
    row = _require(
        act,
        proposal.subject,
        Circumstances(proposal.proposed_by, proposal.person),
    )
    proposals.answer(act, proposal, agreed=agreed)
    if agreed:
        _release(act, row, proposal)
    return str(row.id)


@command(Action.LOCATING_OPEN, writes=False)
def open_release(act: Act, *, release_id: UUID) -> ReleaseView:
    """Read it; the ledger keeps each reading."""
    row = (
        Release.objects.filter(id=release_id, recipient_id=act.by.id)
        .select_related("disclosure")
        .first()
    )
    if row is None or row.ends_at <= act.at:
        raise NotFound(act.by, act.action, "release")
    released = {Relation.RELEASED_TO_ME}
    relations = disclosure_relations(act.by, row.disclosure, act.at) | released
    act.require(Resource("release", row.id, relations))
    act.record("locating.read", kind="release", id=row.id)
    agency: UUID = act.by.agency  # type: ignore[assignment]
    text = open_text(row.text_id, reader=agency)
    return ReleaseView(row.disclosure.reference, text, row.ends_at)


def released_to(by: Actor, disclosure_id: UUID, at: datetime) -> list[UUID]:
    """Releases about a disclosure that the actor may read now."""
    with context(by, Purpose.SAFEGUARD):
        found = Release.objects.filter(
            disclosure_id=disclosure_id, recipient_id=by.id, ends_at__gt=at
        )
        return list(found.order_by("at").values_list("id", flat=True))


def _require(
    act: Act, disclosure_id: UUID, circumstances: Circumstances | None = None
) -> Disclosure:
    row = (
        Disclosure.objects.filter(id=disclosure_id)
        .select_related("recipient_inbox", "decision__concern")
        .first()
    )
    if row is None:
        raise NotFound(act.by, act.action, "disclosure")
    about = Resource("disclosure", row.id, disclosure_relations(act.by, row, act.at))
    act.require(about, circumstances or Circumstances())
    if row.recipient_inbox.kind not in REACHES_CHILDREN:
        raise UnusableDisclosure(
            "Where a hidden family is goes to a worker of the front door or the "
            "police, and to nobody else."
        )
    return row


def _locating(row: Disclosure, agency: UUID) -> list[Detail]:
    match = row.decision.concern.matches.order_by("-sequence").first()
    if match is None:
        return []
    return [one for one in details_of(match.child_id, reader=agency) if one.locates]


def _workers(row: Disclosure) -> tuple[tuple[UUID, str], ...]:
    steps = row.steps.filter(agency_id=row.recipient_agency_id)
    names = practitioner_names(set(steps.values_list("by", flat=True)))
    return tuple(sorted(names.items(), key=lambda one: one[1]))


def _waiting(act: Act, row: Disclosure, agency: UUID) -> list[WaitingRelease]:
    found = proposals.waiting(agency, row.id)
    people = practitioner_names(
        {one.proposed_by for one in found} | {one.person for one in found if one.person}
    )
    return [
        WaitingRelease(
            one.id,
            people.get(one.person, "") if one.person else "",
            people.get(one.proposed_by, ""),
            one.proposed_at,
            *_texts(one, agency),
            is_mine=one.proposed_by == act.by.id,
        )
        for one in found
        if one.kind is ProposalKind.RELEASE
    ]


def _texts(proposal: Proposed, agency: UUID) -> tuple[str, str]:
    ids = [UUID(proposal.words[name]) for name in ("text", "grounds")]
    texts = open_texts(ids, reader=agency)
    return texts[ids[0]], texts[ids[1]]


def _release(act: Act, row: Disclosure, proposal: Proposed) -> None:
    agency: UUID = act.by.agency  # type: ignore[assignment]
    text, grounds = _texts(proposal, agency)
    release_id = UUID(proposal.words["release"])
    made = Release(
        id=release_id,
        agency_id=agency,
        recipient_agency_id=row.recipient_agency_id,
        recipient_id=proposal.person,
        disclosure=row,
        # Sealed anew: until two agreed the recipient held no key to it.
        text_id=_sealed(row, release_id, "text", text),
        grounds_id=UUID(proposal.words["grounds"]),
        proposed_by=proposal.proposed_by,
        by=act.by.id,
        at=act.at,
        ends_at=act.at + LASTS,
        salt=secrets.token_bytes(SALT_BYTES),
    )
    made.save(force_insert=True)
    act.record(
        "locating.released",
        kind="release",
        id=made.id,
        salt=made.salt,
        content=release_content(made, text, grounds),
        subject=row.concern_id,
    )
    notify_person(
        made.recipient_id,
        Template.RELEASED,
        by=act.by,
        reference=row.reference,
        path=f"/disclosures/{row.id}",
        at=act.at,
    )


def _sealed(row: Disclosure, record: UUID, field: str, text: str) -> UUID:
    readers = {row.recipient_agency_id: row.id} if field == "text" else {}
    return seal_text(
        text,
        kind="release",
        record=record,
        field=field,
        owner=row.agency_id,
        subject=row.concern_id,
        readers=readers,
    )
