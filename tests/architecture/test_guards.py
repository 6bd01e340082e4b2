"""The table of guards fits the code: each text to break and each test is there."""

import re
import tomllib

import pytest

from tests.architecture.source import CHECKOUT

GUARDS = tomllib.loads((CHECKOUT / "tests/guards/guards.toml").read_text())["guard"]


@pytest.mark.parametrize("guard", GUARDS, ids=lambda one: one["name"])
def test_the_text_to_break_and_the_test_are_there(guard: dict[str, str]) -> None:
    text = (CHECKOUT / guard["file"]).read_text()
    assert text.count(guard["find"]) == 1
    assert guard["find"] != guard["put"]
    file, _, name = guard["test"].partition("::")
    tests = (CHECKOUT / file).read_text()
    assert not name or re.search(rf"^def {re.escape(name)}\(", tests, re.MULTILINE)


def test_there_are_guards_and_a_sample() -> None:
    assert len(GUARDS) >= 25
    assert sum(guard.get("sample", False) for guard in GUARDS) == 4
