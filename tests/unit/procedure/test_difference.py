"""The difference names exactly what changes: compared with trying every fact set."""

import random
from collections import Counter

import pytest

from sharewell.core.procedure.common import Incomparable, common
from sharewell.core.procedure.difference import difference
from sharewell.core.procedure.drawn import said
from sharewell.core.procedure.nodes import DiagramTooLarge
from sharewell.core.procedure.provision import TABLES, Hit
from tests.unit.procedure.made_up import book, edition, every_case, fact

BY_TABLE = {table.name: table for table in TABLES}
PLANTED = {
    "another outcome": {"D3": {"then": "ask_originator"}},
    "a row less": {"D2": None},
    "a cell less": {"A1": {"when": {}}},
    "another stage": {"D3": {"stage": "harm", "over": ["D1"]}, "D2": {"over": []}},
    "a code lost": {"O2": None, "O1": None},
    "a code gained": {"S1": {"when": {"shelter": "no"}}, "S2": {"when": {}}},
    "after another table": {"T1": {"when": {"ask": "do_not_ask"}}},
}


def tried(old, new, table, people):
    """Brute force: transitions and how many sets make them."""
    found, sets = Counter(), 0
    for facts in every_case(old, people):
        sets += 1
        was, now = said(facts, old, table), said(facts, new, table)
        if table.hit is Hit.FIRST and was != now:
            found[min(was), min(now)] += 1
        elif table.hit is Hit.COLLECT:
            found.update([(code, None) for code in was - now])
            found.update([(None, code) for code in now - was])
    return found, sets


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_change_gives_exactly_the_counted_change(name):
    old, new = edition(), edition(**PLANTED[name])
    shown = difference(old, new, people=1)
    assert shown.transitions
    for table in shown.tables:
        expected, sets = tried(old, new, BY_TABLE[table.table], 1)
        ones = [one for one in table.transitions if one.people == 1]
        assert {(one.before, one.after) for one in ones} == set(expected)
        for one in ones:
            # Numbers vary only what the table can depend on: same share of them all.
            assert one.number * sets == expected[one.before, one.after] * one.of


def test_an_edition_does_not_differ_from_itself():
    same = difference(edition(), edition())
    assert same.same
    assert same.transitions == ()
    assert same.changed == ()


def test_a_changed_clock_is_listed_though_no_answer_changes():
    shown = difference(edition(), edition(S2={"hours": 48}))
    assert not shown.same
    assert shown.transitions == ()
    (row,) = shown.changed
    assert (row.name, row.text_only) == ("S2", True)
    assert row.parts[0].before["hours"] == 4 and row.parts[0].after["hours"] == 48


def test_a_difference_with_nobody_listed_only_is_told_with_its_number_of_people():
    raw = book()
    raw["term"]["anyone"] = {
        "some_person": [{"feared": ["yes", "no"]}],
        "because": raw["term"]["agreed"]["because"],
    }
    raw["row"][4]["when"] = {"signs": "fear", "anyone": True}
    assert raw["row"][4]["id"] == "D3"
    shown = difference(edition(), edition(raw))
    assert {one.people for one in shown.transitions} == {0}


def test_an_answer_added_to_a_question_leaves_the_others_comparable():
    raw = book()
    raw["fact"][0] = fact("level", "low", "unsure", "high", "extreme")
    raw["fact"].append(fact("weather", "wet", "dry"))
    shown = difference(edition(), edition(raw))
    assert shown.transitions == ()
    assert {(one.kind, one.name) for one in shown.changed} == {
        ("fact", "level"),
        ("fact", "weather"),
    }


def test_a_question_of_another_kind_is_said_to_be_incomparable():
    raw = book()
    raw["fact"][2] = fact("shelter", "yes", "no", many=True)
    with pytest.raises(Incomparable):
        common(edition().vocabulary, edition(raw).vocabulary)
    shown = difference(edition(), edition(raw))
    assert "shelter" in shown.why_not
    assert not shown.same


def test_too_large_for_two_people_falls_back_to_fewer_and_says_so():
    old, new = edition(), edition(**PLANTED["after another table"])
    tables = [
        one
        for limit in range(70, 170, 10)
        for one in difference(
            old, new, limit=limit, draw=lambda n: n - 1, draws=1
        ).tables
        if one.table == "tell"
    ]
    fewer = next(one for one in tables if one.people == (1,))
    assert (fewer.too_large, fewer.draws) == ((2,), 0)
    assert fewer.transitions


def test_too_large_for_anything_is_compared_on_draws_and_says_so():
    old, new = edition(), edition(**PLANTED["another outcome"])
    with pytest.raises(DiagramTooLarge):
        difference(old, new, limit=5)
    draw = random.Random(7).randrange
    shown = difference(old, new, limit=5, draw=draw, draws=200)
    table = next(one for one in shown.tables if one.table == "determination")
    assert table.draws > 0
    assert [(o.before, o.after, o.exact) for o in table.transitions] == [
        ("seek_advice", "ask_originator", False)
    ]


def test_a_changed_term_changes_every_table_that_reads_it():
    raw = book()
    raw["term"]["serious"]["any"].pop()
    old, new = edition(), edition(raw)
    shown = difference(old, new, people=1)
    for table in shown.tables:
        expected, _ = tried(old, new, BY_TABLE[table.table], 1)
        found = {(o.before, o.after) for o in table.transitions if o.people == 1}
        assert found == set(expected)
    assert {one.table for one in shown.transitions} > {"determination", "tell"}
