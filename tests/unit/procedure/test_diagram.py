"""The diagram says of every set of facts what the evaluator says, and counts them."""

from collections import Counter

import pytest

from sharewell.core.procedure.cone import reads
from sharewell.core.procedure.counts import count, total
from sharewell.core.procedure.diagram import diagrams
from sharewell.core.procedure.examples import example
from sharewell.core.procedure.nodes import DiagramTooLarge
from sharewell.core.procedure.provision import TABLES, Hit
from sharewell.core.procedure.situation import Situation, Truth
from tests.unit.procedure.made_up import FIRST, edition, every_case

PEOPLE = [0, 1, 2]


def persons(table, people):
    return range(people) if table.of_person else (None,)


def ref(who):
    return None if who is None else str(who)


@pytest.mark.parametrize("people", PEOPLE)
def test_the_total_is_the_number_of_sets_that_the_parser_accepts(people):
    rules = edition()
    made = diagrams(rules, people)
    assert total(made.space) == sum(1 for _ in every_case(rules, people))


@pytest.mark.parametrize("people", PEOPLE)
def test_each_row_decides_as_often_as_the_evaluator_says(people):
    rules = edition()
    made = diagrams(rules, people)
    tried = {(t.name, who): Counter() for t in FIRST for who in persons(t, people)}
    for facts in every_case(rules, people):
        situation = Situation(facts, rules)
        for (table, who), rows in tried.items():
            (row,) = situation.possible(table, ref(who))
            rows[row.id] += 1
    for (table, who), expected in tried.items():
        counted = count(made.space, made.table(table, who))
        assert dict(counted) == dict(expected)


def test_rows_of_tables_that_keep_every_row_are_counted_too():
    rules = edition()
    made = diagrams(rules, 1)
    cases = [Situation(facts, rules) for facts in every_case(rules, 1)]
    for table in TABLES:
        for row in rules.rows(table.name) if table.hit is Hit.COLLECT else ():
            met = sum(one.row(row) is Truth.CERTAIN for one in cases)
            assert count(made.space, made.row(row)).get(True, 0) == met


def test_counts_over_what_a_table_reads_have_the_same_shares():
    rules = edition()
    made = diagrams(rules, 2)
    for table in FIRST:
        who = 0 if table.of_person else None
        asked = made.space.closed(reads(rules, table.name, who, 2))
        node = made.table(table.name, who)
        part, whole = count(made.space, node, asked), count(made.space, node)
        assert sum(part.values()) == total(made.space, asked)
        for label, number in part.items():
            assert number * total(made.space) == whole[label] * sum(part.values())


def test_an_example_settles_the_answer_whatever_else_is_so():
    rules = edition()
    made = diagrams(rules, 1)
    shown = example(made.space, made.table("determination"), "D2")
    matching = 0
    for facts in every_case(rules, 1):
        known = {(None, name): got for name, got in facts.answers.items()}
        known |= {(0, name): got for name, got in facts.people[0].answers.items()}
        met = [known[key] >= values for key, values in shown.ticked.items()]
        met += [not known[key] & values for key, values in shown.not_ticked.items()]
        if all(met):
            matching += 1
            (row,) = Situation(facts, rules).possible("determination")
            assert row.id == "D2"
    assert matching


def test_a_label_that_nothing_reaches_has_no_example():
    made = diagrams(edition(), 0)
    assert example(made.space, made.table("determination"), "D2") is None


def test_past_the_limit_it_stops_and_says_what_to_do():
    made = diagrams(edition(), 2, limit=20)
    with pytest.raises(DiagramTooLarge, match="fewer people"):
        made.table("determination")


def test_the_limit_can_be_met_again_after_an_experiment_is_forgotten():
    rules = edition()
    made = diagrams(rules, 1)
    before = made.table("determination")
    size = len(made.nodes)
    with made.nodes.scratch():
        fewer = tuple(row for row in rules.rows("determination") if row.id != "D2")
        changed = made.with_rows("determination", fewer)
        assert changed.table("determination") != before
        assert changed.table("tell", 0) is not None
        assert changed.term("serious") == made.term("serious")
    assert len(made.nodes) == size
    assert made.table("determination") == before
    assert made.thens("determination") is not None
