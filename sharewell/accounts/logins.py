"""Closing a login: it stays, for records name it, and opens nothing."""

from uuid import UUID

from sharewell.accounts.models import User


def close(user_id: UUID) -> None:
    """From now on it answers as a login that does not exist."""
    User.objects.filter(id=user_id).update(is_active=False)
