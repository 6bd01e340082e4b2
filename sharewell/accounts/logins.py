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


def set_password(user_id: UUID, hashed: str) -> None:
    """This password opens it from now on; called by an act only."""
    User.objects.filter(id=user_id).update(password=hashed)


def replace_password(user_id: UUID, shown: str, hashed: str) -> bool:
    """As set_password, if `shown` is still the hash that stands; whether it was."""
    standing = User.objects.filter(id=user_id, password=shown, is_active=True)
    return bool(standing.update(password=hashed))


def without_password(user_id: UUID) -> None:
    """No password opens it any more; called by an act only."""
    user = User.objects.get(id=user_id)
    user.set_unusable_password()
    user.save(update_fields=["password"])


def has_password(user_id: UUID) -> bool:
    """Whether a password opens it."""
    return bool(User.objects.get(id=user_id).has_usable_password())


def close(user_id: UUID) -> None:
    """From now on it answers as a login that does not exist."""
    User.objects.filter(id=user_id).update(is_active=False)
