"""Who looked at a record, when and why: read from the ledger, and itself recorded.

A look by another agency at what was sent to it shows as the step that it left: its own
ledger entries are its own (design, section 7).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sharewell.access.command import Act, command
from sharewell.access.errors import NotFound
from sharewell.agencies.queries import agency_names, practitioner_names
from sharewell.audit.reading import entries_about
from sharewell.core.ledger.entry import Entry
from sharewell.core.policy.action import Action
from sharewell.core.policy.decide import decide
from sharewell.core.policy.model import Actor, Purpose, Relation, Resource
from sharewell.decisions.looked_at import Held, concern_with, held_concern
from sharewell.exchange.looked_at import (
    StepLeft,
    disclosure_with,
    held_disclosure,
    questions_about,
    sent_about,
    steps_left,
)


@dataclass(frozen=True)
class Look:
    """One look at a record, or one act on it, or one attempt that was refused.

    `event` is the ledger's word for what was done, of a refusal for what was tried.
    """

    at: datetime
    who: str
    agency: str
    event: str
    purpose: str
    was_refused: bool


@dataclass(frozen=True)
class Looks:
    """Every look at one thing, the newest first."""

    about_id: UUID
    reference: str
    looks: tuple[Look, ...]


@command(Action.LOOKS_REVIEW, purpose=Purpose.OVERSEE, writes=False)
def looks_at_concern(act: Act, *, concern_id: UUID, by_command: bool = False) -> Looks:
    """Looks at a concern, its decisions and drafts, and at what was sent about it."""
    found = held_concern(act, concern_id)
    held = _permitted(act, "concern", found, by_command=by_command)
    sent = sent_about(held.id)
    parts = (*held.parts, *sent, *questions_about(held.id))
    return Looks(held.id, held.reference, _newest_first(parts, sent))


@command(Action.LOOKS_REVIEW, purpose=Purpose.OVERSEE, writes=False)
def looks_at_disclosure(
    act: Act, *, disclosure_id: UUID, by_command: bool = False
) -> Looks:
    """Looks at what was sent: of either agency's people, by its own officers."""
    found = held_disclosure(act, disclosure_id)
    held = _permitted(act, "disclosure", found, by_command=by_command)
    parts = (*held.parts, *questions_about(held.id))
    return Looks(held.id, held.reference, _newest_first(parts, held.parts))


@command(Action.LOOKS_REVIEW, purpose=Purpose.OVERSEE, writes=False)
def find_by_reference(act: Act, *, reference: str) -> tuple[str, UUID] | None:
    """What has this reference, as (kind, id); None for nothing of the agency's."""
    act.require(_own_agency(act.by))
    act.record("looks.searched", kind="agency", id=act.by.agency)
    wanted = reference.strip().upper()
    if (concern := concern_with(wanted)) is not None:
        return "concern", concern
    if (disclosure := disclosure_with(wanted)) is not None:
        return "disclosure", disclosure
    return None


def may_find(by: Actor) -> bool:
    """Whether the actor may look for anything of the agency's, found or not."""
    return decide(by, Purpose.OVERSEE, Action.LOOKS_REVIEW, _own_agency(by)).permit


def _own_agency(by: Actor) -> Resource:
    return Resource("agency", by.agency, frozenset({Relation.OWN_AGENCY}))


def _permitted(act: Act, kind: str, held: Held | None, *, by_command: bool) -> Held:
    if held is None:
        raise NotFound(act.by, act.action, kind)
    act.require(held.resource)
    event = "looks.reviewed_by_command" if by_command else "looks.reviewed"
    act.record(event, kind=kind, id=held.id)
    return held


def _newest_first(
    parts: Iterable[UUID], disclosures: Iterable[UUID]
) -> tuple[Look, ...]:
    steps = steps_left(disclosures)
    entries = entries_about((*parts, *(step.id for step in steps)))
    known = {entry.object_id for entry in entries}
    found = [*_by_own(entries), *_by_others([s for s in steps if s.id not in known])]
    return tuple(sorted(found, key=lambda look: look.at, reverse=True))


def _by_own(entries: list[Entry]) -> Iterator[Look]:
    names = practitioner_names({e.actor for e in entries if e.actor})
    agencies = agency_names({e.agency for e in entries if e.agency})
    for entry in entries:
        refused = entry.verdict == "refuse"
        yield Look(
            entry.at,
            names.get(entry.actor, "") if entry.actor else "",
            agencies.get(entry.agency, "") if entry.agency else "",
            entry.reasons[0] if refused else entry.event,
            entry.purpose or "",
            refused,
        )


def _by_others(steps: list[StepLeft]) -> Iterator[Look]:
    names = practitioner_names({step.by for step in steps})
    agencies = agency_names({step.agency for step in steps})
    for step in steps:
        yield Look(
            step.at,
            names.get(step.by, ""),
            agencies.get(step.agency, ""),
            f"disclosure.{step.kind}",
            Purpose.SAFEGUARD.value,
            was_refused=False,
        )
