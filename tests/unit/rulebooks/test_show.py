"""`sharewell rules show` and the door to all `rules` commands."""

import sys

import pytest

from sharewell.cli import rules
from sharewell.cli.rules import run
from sharewell.rulebooks.authoring.book import read_book
from sharewell.rulebooks.authoring.contents import contents


@pytest.fixture(scope="module")
def held():
    return contents(read_book())


def test_one_row(held, capsys):
    row = held.rows[0]
    assert run(["show", row.id]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"{row.id} (") and row.because[0].says in shown


def test_a_table_on_a_day_shows_only_rows_in_force(held, capsys):
    assert run(["show", "--table", "determination", "--on", "2019-01-01"]) == 0
    shown = capsys.readouterr().out
    for row in held.of_table("determination"):
        there = f"{row.id} (" in shown
        assert there == (
            row.start.year < 2019 and not (row.end and row.end.year < 2019)
        )


def test_a_named_condition(held, capsys):
    name = next(iter(held.terms))
    assert run(["show", name]) == 0
    assert "holds if" in capsys.readouterr().out


def test_a_near_name_is_suggested(held, capsys):
    assert run(["show", held.rows[0].id + "x"]) == 1
    assert f"mean {held.rows[0].id!r}" in capsys.readouterr().err
    assert run(["show", "--table", "determinations"]) == 1
    assert "mean 'determination'" in capsys.readouterr().err


def test_wrongly_asked(capsys):
    assert run([]) == 2
    assert run(["none"]) == 2
    assert run(["--help"]) == 0
    assert "check" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        run(["show", "--on", "tomorrow"])


def test_a_missing_package_gives_the_line_that_installs_it(monkeypatch, capsys):
    monkeypatch.setitem(rules.COMMANDS, "planted", ("tests.unit.rulebooks.needs", ""))
    monkeypatch.setitem(sys.modules, "tomlkit", None)
    assert run(["planted"]) == 2
    assert "pip install 'sharewell[authoring]'" in capsys.readouterr().err
