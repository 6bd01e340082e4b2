"""Every address, as every member of the cast, with both methods: no surprise.

`matrix.toml` says for each address and method which status each person gets. It is
written and read by people: 200 or 302 opened, 422 was let in and must fill in better,
403 known and not allowed, 404 absent or hidden, 405 no such method.
"""

import tomllib
from pathlib import Path

import pytest

from tests.integration.access.asking import CAST, METHODS, ask_everything, names
from tests.integration.access.scene import Scene

MATRIX = tomllib.loads(Path(__file__).with_name("matrix.toml").read_text())


def expected(who: str) -> dict[str, dict[str, int]]:
    return {
        name: {
            method: int(status)
            for method, by_status in row.items()
            for status, people in by_status.items() if who in people
        }
        for name, row in MATRIX.items()
    }  # fmt: skip


# Those who stand as others do go with `make test-all`.
SLOW = {"alice", "bob", "charlie", "petra", "percy"}


@pytest.mark.parametrize(
    "who",
    [
        one if one not in SLOW else pytest.param(one, marks=pytest.mark.slow)
        for one in CAST
    ],
)
def test_nobody_gets_anything_but_what_the_matrix_says(scene: Scene, who: str) -> None:
    found, wanted = ask_everything(scene, who), expected(who)
    surprises = {
        f"{method} {name}": (found[name][method], wanted[name].get(method))
        for name in wanted for method in METHODS
        if found[name][method] != wanted[name].get(method)
    }  # fmt: skip
    assert surprises == {}, "address: (found, wanted)"


def test_every_address_has_a_row() -> None:
    assert set(names()) == set(MATRIX)


def test_every_row_names_every_person_once_for_each_method() -> None:
    wrong = [
        f"{method} {name}"
        for name, row in MATRIX.items() for method in METHODS
        if sorted(p for people in row[method].values() for p in people) != sorted(CAST)
    ]  # fmt: skip
    assert wrong == []
