"""Erasing a child's record: one asks, another agrees, a delay, and then it is done.

Why it is believed, and what stays, is in docs/adr/0021.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from sharewell.access.bars import standing_to
from sharewell.access.command import Act, command
from sharewell.access.errors import NotFound
from sharewell.agencies.agreeing import OWN
from sharewell.agencies.notify import notify_inbox
from sharewell.assurance.errors import AnsweredBefore, Unusable
from sharewell.assurance.not_yet import against_erasing, concerns_that_go
from sharewell.assurance.things import officers_inbox
from sharewell.children import erasures
from sharewell.children.erasures import Asked
from sharewell.children.vocabulary import ErasureGround, ErasureStepKind
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Circumstances, Purpose, Resource
from sharewell.decisions.erasable import concerns_about
from sharewell.outbox.templates import Template

ERASURES = "/erasures"


@command(Action.ERASURE_ASK, purpose=Purpose.OVERSEE)
def ask_to_erase(
    act: Act,
    *,
    reference: str,
    ground: ErasureGround,
    include: tuple[str, ...] = (),
) -> str:
    """Ask; raises Unusable with every reason that stands against it.

    `include` are references of concerns that were matched to another child before: a
    person has read them, and says that nothing of the other child is lost.
    """
    act.require(Resource("agency", act.by.agency, OWN))
    child_id = child_at(act, reference)
    concerns = _included(child_id, include)
    _must_have_nothing_against(act, child_id, concerns)
    if any(one.is_open for one in erasures.erasures(act.by.agency, child_id)):
        raise Unusable("This was asked for already, and is not finished.")
    made = erasures.ask(act, child_id, ground, concerns)
    tell_officers_of_erasure(act, reference.strip().upper())
    return str(made)


@command(Action.ERASURE_ANSWER, purpose=Purpose.OVERSEE)
def answer_erasure(act: Act, *, erasure_id: UUID, agreed: bool) -> str:
    """The second person; agreed to, it is carried out after the delay."""
    asked = _found(act, erasure_id)
    if asked.answer or asked.end:
        raise AnsweredBefore
    kind, due_at = ErasureStepKind.REFUSED, None
    if agreed:
        _must_have_nothing_against(act, asked.child, asked.concerns)
        kind, due_at = ErasureStepKind.AGREED, due_from(act.at)
    erasures.step(act, asked, kind, due_at=due_at)
    return str(asked.id)


@command(Action.ERASURE_WITHDRAW, purpose=Purpose.OVERSEE)
def withdraw_erasure(act: Act, *, erasure_id: UUID) -> str:
    """Stop it, agreed to or not; raises Unusable once it was carried out."""
    asked = _found(act, erasure_id)
    if not asked.is_open:
        raise Unusable("This is finished: there is nothing left to withdraw.")
    erasures.step(act, asked, ErasureStepKind.WITHDRAWN)
    return str(asked.id)


def due_from(at: datetime) -> datetime:
    """When something agreed to now is carried out."""
    return at + timedelta(days=settings.ERASURE_DELAY_DAYS)


def child_at(act: Act, reference: str) -> UUID:
    """The record with this reference; raises Unusable, and Refused for who is barred.

    Needs a permit for the agency before: that a record is there is told to officers.
    """
    child_id = erasures.child_with(reference)
    if child_id is None:
        raise Unusable(
            "No child's record that you may see has this reference. It stands on the "
            "page of the child, and begins no concern or decision."
        )
    act.require(
        Resource("child", child_id, OWN | standing_to(act.by, [child_id], act.at))
    )
    return child_id


def tell_officers_of_erasure(act: Act, reference: str) -> None:
    """An e-mail with a reference and a link, if the agency has an inbox at all."""
    inbox = officers_inbox(act.by.agency)
    if inbox is not None:
        notify_inbox(
            inbox,
            Template.ERASURE,
            by=act.by,
            reference=reference,
            path=ERASURES,
            at=act.at,
        )


def _found(act: Act, erasure_id: UUID) -> Asked:
    """For whoever may do this to an erasure; the policy is asked first."""
    asked = erasures.erasure(act.by.agency, erasure_id)
    relations, proposed_by = OWN, None
    if asked is not None:
        relations |= standing_to(act.by, [asked.child], act.at)
        proposed_by = asked.asked_by
    act.require(Resource("erasure", erasure_id, relations), Circumstances(proposed_by))
    if asked is None:
        raise NotFound(act.by, act.action, "erasure")
    return asked


def _included(child_id: UUID, references: tuple[str, ...]) -> tuple[UUID, ...]:
    wanted = {one.strip().upper() for one in references if one.strip()}
    known = {one.reference: one.id for one in concerns_about(child_id)}
    if unknown := sorted(wanted - known.keys()):
        raise Unusable(f"No concern about this child is {', '.join(unknown)}.")
    return tuple(known[one] for one in sorted(wanted))


def _must_have_nothing_against(
    act: Act, child_id: UUID, included: tuple[UUID, ...]
) -> None:
    agency: UUID = act.by.agency  # type: ignore[assignment]
    goes = concerns_that_go(child_id, included)
    found = against_erasing(agency, child_id, act.at, concerns=goes)
    if found:
        raise Unusable(
            "It cannot be erased now. " + " ".join(one.sentence for one in found)
        )
