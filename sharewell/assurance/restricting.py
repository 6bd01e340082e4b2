"""Keeping people out and sealing: by one person, at once, since it lets fewer in."""

from collections.abc import Iterable
from uuid import UUID

from sharewell.access.barriers import About, ConflictReason, keep_out, put_seal
from sharewell.access.command import Act, command
from sharewell.agencies.queries import people_of
from sharewell.assurance.errors import Unusable
from sharewell.assurance.things import (
    Thing,
    officers_inbox,
    tell_officers,
    thing,
    thing_with,
)
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Circumstances, Purpose
from sharewell.decisions.tasks import raise_task
from sharewell.decisions.vocabulary import TaskKind
from sharewell.outbox.templates import Template

NO_SUCH_REFERENCE = (
    "No concern or disclosure that you may restrict has this reference. Look for a "
    "letter that may be a number; what is sealed already is under Sealed."
)


@command(Action.CONFLICT_DECLARE)
def declare_own_conflict(
    act: Act, *, kind: str, thing_id: UUID, reason: ConflictReason
) -> str:
    """The actor knows the family, and is out of it from this moment on."""
    found = thing(act, kind, thing_id)
    act.require(found.resource, Circumstances(about_person=act.by.id))
    _keep_out(act, found, act.by.id, reason)
    return str(found.about.id)


@command(Action.CONFLICT_DECLARE)
def keep_somebody_out(
    act: Act, *, reference: str, person: UUID, reason: ConflictReason
) -> str:
    """An officer keeps a colleague out; raises Unusable for an unknown reference."""
    found = _found(act, reference)
    act.require(found.resource, Circumstances(about_person=person))
    _must_work_here(act, [person])
    _keep_out(act, found, person, reason)
    return str(found.about.id)


@command(Action.SEAL_PUT, purpose=Purpose.OVERSEE)
def seal(
    act: Act, *, reference: str, whole_child: bool, names: tuple[UUID, ...]
) -> str:
    """Only those named may open it from now on; raises Unusable."""
    found = _found(act, reference)
    act.require(found.resource)
    _must_work_here(act, names)
    if not names:
        raise Unusable("Name at least one person who may open it.")
    about = _what_to_seal(found, whole_child=whole_child)
    made = put_seal(act, about, names)
    tell_officers(act, act.by.agency, Template.RESTRICTED, about.reference)
    return str(made)


def _found(act: Act, reference: str) -> Thing:
    found = thing_with(act, reference)
    if found is None:
        raise Unusable(NO_SUCH_REFERENCE)
    return found


def _what_to_seal(found: Thing, *, whole_child: bool) -> About:
    if not whole_child:
        return found.about
    if found.child is None:
        raise Unusable(
            "This is not matched to a child's record yet. Seal this one thing, or "
            "match it first."
        )
    return found.child


def _keep_out(act: Act, found: Thing, person: UUID, reason: ConflictReason) -> None:
    keep_out(act, person, reason, found.with_child)
    about = found.about
    tell_officers(act, act.by.agency, Template.RESTRICTED, about.reference)
    inbox = officers_inbox(act.by.agency)
    if about.kind == "concern" and inbox is not None:
        # Whoever is kept out may have been the one who was to decide.
        raise_task(
            act,
            agency=act.by.agency,  # type: ignore[arg-type]
            inbox_id=inbox,
            kind=TaskKind.TAKE_OVER,
            about_kind=about.kind,
            about_id=about.id,
            reference=about.reference,
        )


def _must_work_here(act: Act, people: Iterable[UUID]) -> None:
    here = {person.id for person in people_of(act.by.agency, act.at)}
    if not set(people) <= here:
        raise Unusable("One of these people does not work for your agency any more.")
