"""The cache that every worker shares: time alone forgets, one of many is first."""

import pickle
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connection

from sharewell.accounts.shared_cache import CLEARED

pytestmark = pytest.mark.usefixtures("_clean")


@pytest.fixture
def _clean(database: None) -> None:
    cache.clear()


def age(key: str) -> None:
    """Let the entry have run out a minute ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE shared_cache SET expires = now() - interval '1 minute' "
            "WHERE cache_key LIKE %s",
            [f"%:{key}"],
        )
        assert cursor.rowcount == 1


def rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM shared_cache")
        return cursor.fetchone()[0]


def test_what_is_put_is_there_until_it_runs_out() -> None:
    cache.set("tried", [1.5, 2.5], 60)
    cache.set("for_ever", {"a": None}, None)
    assert cache.get_many(["tried", "for_ever", "never_put"]) == {
        "tried": [1.5, 2.5], "for_ever": {"a": None},
    }  # fmt: skip
    age("tried")
    assert cache.get("tried", "gone") == "gone"
    assert not cache.touch("tried", 60)
    assert cache.touch("for_ever", 60)


def test_a_timeout_of_nothing_is_over_at_once() -> None:
    cache.set("now", 1, 0)
    assert cache.get("now") is None


def test_what_ran_out_may_be_added_again_and_what_has_not_may_not() -> None:
    assert cache.add("code", "first", 60)
    assert not cache.add("code", "second", 60)
    assert cache.get("code") == "first"
    age("code")
    assert cache.add("code", "third", 60)
    assert cache.get("code") == "third"


def test_one_of_many_at_once_is_first() -> None:
    def try_once(number: int) -> bool:
        try:
            return cache.add("code", number, 60)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(try_once, range(64))) == 1


def test_what_ran_out_goes_with_the_next_writes_and_the_rest_stays() -> None:
    for number in range(CLEARED + 5):
        cache.set(f"old{number}", number, 60)
    cache.set("kept", 1, 60)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE shared_cache SET expires = now() WHERE cache_key LIKE '%old%'"
        )
    cache.set("one", 1, 60)
    assert rows() == 2 + 5
    cache.set("one", 2, 60)
    assert rows() == 2
    assert (cache.get("kept"), cache.get("one")) == (1, 2)


def test_a_key_that_ran_out_is_written_while_its_like_is_cleared() -> None:
    cache.set("one", 1, 60)
    age("one")
    cache.set("one", 2, 60)
    assert cache.get("one") == 2


def test_deleted_is_gone() -> None:
    cache.set("one", 1, 60)
    assert cache.delete("one")
    assert not cache.delete("one")
    assert cache.get("one") is None


class Planted:
    """What a pickle may do: call anything while it is read."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (pytest.fail, ("a pickle was read",))


def test_a_planted_pickle_is_never_run() -> None:
    cache.set("counted", 1, 60)
    planted = b64encode(pickle.dumps(Planted())).decode()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE shared_cache SET value = %s", [planted])
    with pytest.raises(ValueError, match="Expecting value"):
        cache.get("counted")


@pytest.mark.parametrize("value", [object(), {1, 2}, float("nan")])
def test_what_json_cannot_hold_is_refused(value: object) -> None:
    with pytest.raises((TypeError, ValueError), match="JSON"):
        cache.set("odd", value, 60)
