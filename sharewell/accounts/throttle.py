"""Tries are counted one after the other, however many arrive at once.

allauth reads a count, adds to it and writes it back, and two that read the same count
would both be let through. So whoever counts for one login or one address waits for the
others, in whichever process they are.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base.internal.flows import check_rate_limit
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, transaction
from django.forms import ValidationError
from django.http import HttpRequest

from sharewell.accounts import security_log

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


@contextmanager
def one_at_a_time(*names: str) -> Iterator[None]:
    """Run the block while nobody else runs one of a name of these, in any process."""
    with transaction.atomic():
        wait_for_others(*names)
        yield


def wait_for_others(*names: str) -> None:
    """From here to the end of the transaction, nobody else passes with such a name."""
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(LOCK, [name])


def counted(request: HttpRequest, key: str, count: Callable[[], Any]) -> Any:
    """What `count` returns, or the refusal that it raises, which takes nothing back."""
    # The address before the login, always: two that wait for each other never end.
    names = f"from:{get_adapter().get_client_ip(request)}", f"tries:{key}"
    with one_at_a_time(*names):
        try:
            return count()
        except ValidationError as refusal:
            refused = refusal
    security_log.too_many_tries(request)
    raise refused


def try_second_step(
    user: AbstractBaseUser, error_key: str | None = None
) -> Callable[[], None]:
    """Count a try of a code or passkey; the function that is returned forgives it.

    Raises ValidationError once there were too many.
    """
    security_log.second_step_tried(context.request, user.pk)
    forgive: Callable[[], None] = counted(
        context.request,
        f"second step of {user.pk}",
        lambda: check_rate_limit(user, error_key=error_key),
    )
    return forgive
