"""Which inboxes a person works from, by role."""

from sharewell.agencies.vocabulary import InboxKind
from sharewell.core.policy.model import Actor, Role

INBOXES_OF_ROLE = {
    Role.ADVISER: {InboxKind.ADVISER.value, InboxKind.AGENCY.value},
    Role.FRONT_DOOR_WORKER: {InboxKind.FRONT_DOOR.value, InboxKind.POLICE.value},
    Role.LEAD_INFORMATION_OFFICER: {InboxKind.LEAD_INFORMATION_OFFICER.value},
    Role.DEPUTY_LEAD_INFORMATION_OFFICER: {InboxKind.LEAD_INFORMATION_OFFICER.value},
    Role.CALDICOTT_GUARDIAN: {InboxKind.CALDICOTT_GUARDIAN.value},
}


def inbox_kinds(by: Actor) -> set[str]:
    """The kinds of inbox the actor works from."""
    return set().union(*(INBOXES_OF_ROLE.get(role, set()) for role in by.roles))
