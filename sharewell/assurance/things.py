"""A concern or a disclosure as restrictions speak of it: by reference, without content.

Who governs restrictions need not be able to read the thing, so it is found for them by
what restrictions keep beside it.
"""

from dataclasses import dataclass
from uuid import UUID

from sharewell.access.barriers import About
from sharewell.access.command import Act
from sharewell.access.errors import NotFound
from sharewell.agencies.appointing import RESTRICTIONS
from sharewell.agencies.notify import notify_inbox
from sharewell.agencies.queries import inbox_for_officers
from sharewell.core.policy.model import Resource
from sharewell.decisions.looked_at import concern_with, held_concern
from sharewell.exchange.looked_at import (
    disclosure_with,
    held_disclosure,
    own_concern_of,
)
from sharewell.outbox.templates import Template


@dataclass(frozen=True)
class Thing:
    """What is restricted or opened; `child` is who it is about, where that is known."""

    about: About
    resource: Resource
    child: About | None

    @property
    def with_child(self) -> tuple[About, ...]:
        """The thing, and the child's record if there is one."""
        return (self.about,) if self.child is None else (self.about, self.child)


def thing(act: Act, kind: str, thing_id: UUID) -> Thing:
    """The concern or disclosure; raises NotFound where it is absent or hidden.

    For the agency that sent it a disclosure stands for the concern that it is about:
    whoever knows the family is kept out of both.
    """
    own = own_concern_of(act.by.agency, thing_id) if kind == "disclosure" else None
    if own is not None:
        kind, thing_id = "concern", own
    held = held_concern(act, thing_id) if kind == "concern" else None
    if kind == "disclosure":
        held = held_disclosure(act, thing_id)
    if held is None:
        raise NotFound(act.by, act.action, kind)
    child = None
    if held.child is not None:
        child = About("child", *held.child)
    return Thing(About(kind, held.id, held.reference), held.resource, child)


def thing_with(act: Act, reference: str) -> Thing | None:
    """What has this reference, of what the agency holds and the actor may find."""
    wanted = reference.strip().upper()
    if (concern := concern_with(wanted)) is not None:
        return thing(act, "concern", concern)
    if (disclosure := disclosure_with(wanted)) is not None:
        return thing(act, "disclosure", disclosure)
    return None


def officers_inbox(agency: UUID | None) -> UUID | None:
    """Where officers are told, else whoever answers for the agency; None for nobody."""
    found = inbox_for_officers(agency)
    return found.id if found else None


def tell_officers(
    act: Act, agency: UUID | None, template: Template, reference: str
) -> None:
    """An e-mail with a reference and a link, if the agency has an inbox at all."""
    inbox = officers_inbox(agency)
    if inbox is not None:
        notify_inbox(
            inbox,
            template,
            by=act.by,
            reference=reference,
            path=RESTRICTIONS,
            at=act.at,
        )
