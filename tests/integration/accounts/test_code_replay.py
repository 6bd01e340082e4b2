"""One code, one sign-in: one after the other, and eight at once."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from types import SimpleNamespace

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.db import connections

from sharewell.accounts import second_factor
from sharewell.accounts.models import UsedCode, User
from sharewell.accounts.provision import current_code
from sharewell.accounts.second_factor import STEPS_KEPT, spend
from tests.integration.accounts.signing_in import (
    SECRET,
    Authenticator,
    Visitor,
    recovery_code,
)

AT_ONCE = 8


def test_a_code_that_was_used_is_refused(
    ada: User, visitor: Visitor, authenticator: Authenticator
) -> None:
    visitor.sign_in(authenticator.code)
    thief = Visitor()
    assert thief.sign_in(authenticator.code).status_code == 422
    assert not thief.sees_work()
    assert visitor.sees_work()


def test_a_used_code_stays_refused_when_the_shared_cache_is_emptied(
    ada: User, visitor: Visitor, authenticator: Authenticator
) -> None:
    visitor.sign_in(authenticator.code)
    cache.clear()
    thief = Visitor()
    thief.sign_in(authenticator.code)
    assert not thief.sees_work()


@pytest.mark.parametrize("days", [-1, 1])
def test_a_code_of_another_day_is_refused_though_the_clock_says_so(
    ada: User,
    visitor: Visitor,
    monkeypatch: pytest.MonkeyPatch,
    days: int,
) -> None:
    then = time.time() + days * 86_400
    # Where allauth looks at the clock of the web server.
    monkeypatch.setattr(totp, "time", SimpleNamespace(time=lambda: then))
    code = current_code(SECRET, datetime.fromtimestamp(then, UTC))
    assert second_factor.matching_step(SECRET, code) is None
    assert visitor.sign_in(code).status_code == 422
    assert not visitor.sees_work()


def test_the_same_code_written_with_spaces_is_the_same_code(
    ada: User, visitor: Visitor, authenticator: Authenticator
) -> None:
    code = authenticator.code
    visitor.sign_in(f"{code[:3]} {code[3:]}")
    assert visitor.sees_work()
    thief = Visitor()
    thief.sign_in(code)
    assert not thief.sees_work()


def test_of_eight_sign_ins_at_once_with_one_code_one_wins(
    ada: User, authenticator: Authenticator
) -> None:
    visitors = [Visitor() for _ in range(AT_ONCE)]
    for visitor in visitors:
        visitor.give_password()
    cache.clear()  # eight tries in a moment would be throttled
    ready = Barrier(AT_ONCE)
    answers = _at_once(lambda at: _after(ready, visitors[at], authenticator.code))
    assert sorted(answers) == [302, *[422] * (AT_ONCE - 1)]
    assert sum(visitor.sees_work() for visitor in visitors) == 1


def test_of_eight_sign_ins_at_once_with_one_printed_code_one_wins(ada: User) -> None:
    code = recovery_code(ada)
    visitors = [Visitor() for _ in range(AT_ONCE)]
    for visitor in visitors:
        visitor.give_password()
    cache.clear()
    ready = Barrier(AT_ONCE)
    answers = _at_once(lambda at: _after(ready, visitors[at], code))
    assert sorted(answers) == [302, *[422] * (AT_ONCE - 1)]
    assert sum(visitor.sees_work() for visitor in visitors) == 1


@pytest.mark.parametrize("written", ["{}", " {} ", "{0:.4} {1}"])
def test_a_used_printed_code_stays_refused_when_its_mark_is_lost(
    ada: User, written: str
) -> None:
    """Such as by a row of an older backup."""
    code = recovery_code(ada)
    first, thief = Visitor(), Visitor()
    first.sign_in(code)
    assert first.sees_work()
    row = ada.authenticator_set.get(type="recovery_codes")
    row.data["used_mask"] = 0
    row.save()
    assert thief.sign_in(written.format(code, code[4:])).status_code == 422
    assert not thief.sees_work()


@pytest.mark.parametrize("step", range(5))
def test_of_eight_who_spend_one_step_one_wins(ada: User, step: int) -> None:
    ready = Barrier(AT_ONCE)

    def attempt(_: int) -> bool:
        ready.wait()
        return spend(ada.pk, step)

    assert sorted(_at_once(attempt)) == [*[False] * (AT_ONCE - 1), True]


def test_used_steps_are_forgotten_only_when_long_past(ada: User) -> None:
    for step in range(1, 2 * STEPS_KEPT):
        assert spend(ada.pk, step)
    kept = UsedCode.objects.filter(user=ada).values_list("step", flat=True)
    assert sorted(kept) == list(range(STEPS_KEPT - 1, 2 * STEPS_KEPT))


def test_a_step_spent_by_one_person_is_free_for_another(ada: User) -> None:
    other = User.objects.create_user("ben@example.invalid", "x")
    assert spend(ada.pk, 7)
    assert spend(other.pk, 7)


def _at_once(attempt) -> list:
    def alone(at: int):
        try:
            return attempt(at)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(alone, range(AT_ONCE)))


def _after(ready: Barrier, visitor: Visitor, code: str) -> int:
    # All together: the rows decide who was first.
    ready.wait()
    return visitor.give_code(code).status_code
