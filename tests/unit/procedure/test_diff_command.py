"""`sharewell rules diff`: words, JSON and exit codes."""

import json

import pytest

from sharewell.cli.rules.diff import BAD_INPUT, DIFFER, SAME, run
from sharewell.core.procedure.difference import difference
from sharewell.core.procedure.difference_words import told
from tests.unit.procedure.made_up import edition

A, B = "2024-04-18:national", "2024-04-19:national"


def test_the_same_day_twice_is_the_same(capsys):
    assert run([A, A, "--people", "0"]) == SAME
    assert "are the same" in capsys.readouterr().out


@pytest.mark.slow  # with `make test-all`
def test_json_says_what_the_words_say(capsys):
    assert run([A, B, "--people", "1", "--json"]) == DIFFER
    shown = json.loads(capsys.readouterr().out)
    assert shown["before"]["hash"] != shown["after"]["hash"]
    assert not shown["same"]
    for table in shown["tables"]:
        assert table["people"] and not table["draws"]
        for one in table["transitions"]:
            assert 0 < int(one["number"]) <= int(one["of"])


def test_a_bad_day_or_layer_is_refused_in_words(capsys):
    assert run(["yesterday", B]) == BAD_INPUT
    assert run(["2024-04-18:nowhere", B]) == BAD_INPUT
    assert "nowhere" in capsys.readouterr().err


def test_an_officer_reads_numbers_an_example_and_the_changed_row():
    changes = {"D3": {"then": "ask_originator"}, "S2": {"hours": 48}}
    text = "\n".join(told(difference(edition(), edition(**changes))))
    assert "seek advice -> ask originator" in text
    assert "with 2 people listed" in text
    assert "signs? fear!" in text
    assert "hours 4 -> 48" in text
    assert "row D3: changed" in text


def test_a_comparison_that_was_not_whole_says_so():
    old, new = edition(), edition(D3={"then": "ask_originator"})
    drawn = difference(old, new, limit=5, draw=lambda n: n - 1, draws=2)
    assert "NOT EXACT" in "\n".join(told(drawn))
