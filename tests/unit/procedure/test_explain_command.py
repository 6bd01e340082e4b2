"""`sharewell rules explain` on the rules that ship, whatever they are."""

import json
import random
from datetime import date

import pytest

from sharewell.cli.rules import run
from sharewell.rulebooks.load import edition
from tests.aimed_facts import drawn

RULES = edition(date(2026, 11, 20))


@pytest.fixture
def facts_file(tmp_path):
    (given,) = drawn(random.Random(5), RULES, 1, people=1)
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(given))
    return path


def test_it_is_said_in_the_words_of_the_questions(facts_file, capsys):
    assert run(["explain", str(facts_file)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("determination: ")
    assert "nearest change" in said
    assert any(fact.ask in said for fact in RULES.vocabulary.facts)


def test_as_json_it_names_every_other_row(facts_file, capsys):
    assert run(["explain", "--json", str(facts_file)]) == 0
    found = json.loads(capsys.readouterr().out)
    rows = {row.id for row in RULES.rows("determination")}
    assert len({one["row"] for one in found["why_not"]}) == len(rows) - 1
    assert found["settled_by"]


def test_a_table_of_people_needs_a_person(facts_file, capsys):
    assert run(["explain", "--table", "tell", str(facts_file)]) == 2
    assert "--person" in capsys.readouterr().err
    assert run(["explain", "--table", "tell", "--person", "p0", str(facts_file)]) == 0


def test_open_facts_are_explained_as_far_as_they_go(tmp_path, capsys):
    path = tmp_path / "facts.json"
    path.write_text('{"date": "2026-11-20"}')
    assert run(["explain", str(path)]) == 1
    assert "not settled" in capsys.readouterr().out
