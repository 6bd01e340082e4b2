"""What must be counted or left over is looked at by one request after the other."""

from collections.abc import Callable
from threading import Thread

from allauth.core.context import request_context
from django.db import connections
from django.test import RequestFactory

from sharewell.accounts import passkeys
from sharewell.accounts.adapter import AccountAdapter
from sharewell.accounts.models import User
from sharewell.accounts.throttle import one_at_a_time, try_second_step
from tests.integration.accounts.signing_in import EMAIL


def waits_for(name: str, work: Callable[[], object]) -> bool:
    """Whether the work stands still while somebody else holds the name."""

    def run() -> None:
        request = RequestFactory().post("/sign-in")
        with request_context(request):
            work()
        connections.close_all()

    thread = Thread(target=run)
    with one_at_a_time(name):
        thread.start()
        thread.join(1)
        stood_still = thread.is_alive()
    thread.join(30)
    assert not thread.is_alive()
    return stood_still


def test_tries_of_a_second_step_wait_for_each_other(ada: User) -> None:
    name = f"tries:second step of {ada.pk}"
    assert waits_for(name, lambda: try_second_step(ada))


def test_tries_from_one_address_wait_for_each_other(ada: User) -> None:
    assert waits_for("from:127.0.0.1", lambda: try_second_step(ada))


def test_tries_of_a_password_wait_for_each_other(ada: User) -> None:
    def attempt() -> None:
        from allauth.core import context

        AccountAdapter().pre_authenticate(context.request, email=EMAIL)

    assert waits_for("from:127.0.0.1", attempt)


def test_removals_of_one_person_wait_for_each_other(ada: User) -> None:
    assert waits_for(f"factors:{ada.pk}", lambda: passkeys.remove(ada.pk, 0))


def test_others_do_not_wait(ada: User) -> None:
    assert not waits_for("tries:somebody else", lambda: try_second_step(ada))
