"""What no file may do: read a clock, lock a row, ask for rows from a face."""

import ast
from collections.abc import Callable, Iterable, Iterator

import pytest

from tests.architecture.source import Module, called, module, modules

FACES = frozenset({"web", "api", "cli"})
# Where the real time may enter; everything else takes it as `at`.
CLOCKS = {
    "web.clock": "the pages",
    "access.context": "the signed context must expire by the real clock",
    "access.refusals": "a refusal is recorded at the edge, whichever edge it was",
    "agencies.jobs": "a job starts now",
    "assurance.jobs": "a job starts now",
    "decisions.jobs": "a job starts now",
    "exchange.jobs": "a job starts now",
    "accounts.idle": "the session's own clock",
    "accounts.adapter": "allauth asks how long ago a factor was shown, without a time",
}
CLOCK_FREE = frozenset({"cli", "demo"})  # commands: they start and pass the time on
READS_CLOCK = frozenset(
    {
        "datetime.now", "datetime.utcnow", "datetime.today", "date.today",
        "time.time", "timezone.now", "datetime.datetime.now", "datetime.date.today",
    }
)  # fmt: skip
ASKS_ROWS = frozenset({"get_object_or_404", "get_list_or_404"})


def clocks_read(one: Module) -> Iterator[str]:
    if one.name in CLOCKS or one.package in CLOCK_FREE:
        return
    for node in ast.walk(one.tree):
        if isinstance(node, ast.Call) and called(node) in READS_CLOCK:
            yield f"{one.name}:{node.lineno} reads the clock"


def rows_locked(one: Module) -> Iterator[str]:
    """Append-only rows cannot be locked; unique keys and advisory locks do it."""
    for node in ast.walk(one.tree):
        if isinstance(node, ast.Attribute) and node.attr == "select_for_update":
            yield f"{one.name}:{node.lineno} locks rows"


def rows_asked_by_a_face(one: Module) -> Iterator[str]:
    if one.package not in FACES:
        return
    for node in ast.walk(one.tree):
        if isinstance(node, ast.Attribute) and node.attr in {
            "objects",
            "_default_manager",
        }:
            yield f"{one.name}:{node.lineno} asks for rows"
        if isinstance(node, ast.Call) and called(node).split(".")[-1] in ASKS_ROWS:
            yield f"{one.name}:{node.lineno} asks for rows"
        if isinstance(node, ast.Call) and called(node).endswith(".save"):
            yield f"{one.name}:{node.lineno} writes rows"


def signals_used(one: Module) -> Iterator[str]:
    """History is written by acts, never by watching the ORM."""
    for node in ast.walk(one.tree):
        if (
            isinstance(node, ast.ImportFrom)
            and node.module == "django.db.models.signals"
        ):
            yield f"{one.name}:{node.lineno} watches the ORM"


Check = Callable[[Module], Iterable[str]]
CHECKS: dict[str, tuple[Check, Module]] = {
    "clock": (clocks_read, module("decisions.x", "at = datetime.now(UTC)")),
    "today": (clocks_read, module("core.x", "on = date.today()")),
    "lock": (rows_locked, module("decisions.x", "Draft.objects.select_for_update()")),
    "face": (rows_asked_by_a_face, module("web.x", "Concern.objects.all()")),
    "save": (rows_asked_by_a_face, module("cli.x", "row.save()")),
    "404": (rows_asked_by_a_face, module("web.x", "shortcuts.get_object_or_404(C)")),
    "signal": (
        signals_used,
        module("audit.x", "from django.db.models.signals import post_save"),
    ),
}


@pytest.mark.parametrize("name", CHECKS)
def test_no_file_does_it(name: str) -> None:
    check, _ = CHECKS[name]
    assert [fault for one in modules() for fault in check(one)] == []


@pytest.mark.parametrize("name", CHECKS)
def test_a_planted_violation_is_seen(name: str) -> None:
    check, planted = CHECKS[name]
    assert list(check(planted))


def test_every_listed_clock_is_still_there() -> None:
    assert set(CLOCKS) <= {one.name for one in modules()}
