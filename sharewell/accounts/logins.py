"""Finding, closing and opening logins: a closed one stays, for records name it."""

from dataclasses import dataclass
from uuid import UUID

from sharewell.accounts.models import User


@dataclass(frozen=True)
class Login:
    """A login as the directory knows it."""

    id: UUID
    is_active: bool


def with_address(email: str) -> Login | None:
    """The login with this address, closed or not."""
    found = User.objects.filter(email=email.lower()).first()
    return None if found is None else Login(found.id, found.is_active)


def reopen(user_id: UUID) -> None:
    """It opens again what its owner is appointed to; called by an act only."""
    User.objects.filter(id=user_id).update(is_active=True)


def close(user_id: UUID) -> None:
    """From now on it answers as a login that does not exist."""
    User.objects.filter(id=user_id).update(is_active=False)
