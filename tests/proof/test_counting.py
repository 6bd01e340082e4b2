"""Counts in C, straight from the rows, equal the diagram's; a planted fault shows."""

from dataclasses import replace
from datetime import date

import pytest

from sharewell.core.procedure.diagram import diagrams
from sharewell.proof import counting
from sharewell.proof.counting import Result, compiler, counted
from sharewell.rulebooks import load
from tests.unit.procedure.made_up import FIRST, edition

needs_c = pytest.mark.skipif(compiler() is None, reason="no C compiler: NOT RUN")
RULES = edition()
SMALL = {"draws": 20_000, "shown": 200}


def tables(people):
    return [table.name for table in FIRST if people or not table.of_person]


@needs_c
@pytest.mark.parametrize("people", [0, 1, 2])
def test_every_fact_set_is_tried_and_every_count_is_equal(people):
    made = diagrams(RULES, people)
    for table in tables(people):
        one = counted(made, table)
        assert (one.result, one.faults) == (Result.EQUAL, ())
        assert one.sets > 0


@needs_c
@pytest.mark.parametrize("people", [1, 2])
def test_draws_agree_with_the_shares_and_with_the_evaluator(people):
    made = diagrams(RULES, people)
    for table in tables(people):
        one = counted(made, table, budget=0, **SMALL)
        assert (one.result, one.faults) == (Result.AGREES, ())
        assert one.evaluated == SMALL["shown"]


def faulty(rules):
    """The determination with its first two rows the other way round."""
    rows = list(rules.provisions)
    first = next(n for n, row in enumerate(rows) if row.table == "determination")
    rows[first], rows[first + 1] = rows[first + 1], rows[first]
    return replace(rules, provisions=tuple(rows))


@needs_c
@pytest.mark.parametrize("budget", [10**6, 0])
def test_a_fault_in_the_rows_of_one_road_is_noticed(budget):
    made = diagrams(RULES, 1)
    one = counted(made, "determination", edition=faulty(RULES), budget=budget, **SMALL)
    assert one.result is Result.DIFFERS
    assert one.faults


@needs_c
@pytest.mark.parametrize("budget", [10**6, 0])
def test_a_fault_in_the_c_is_noticed(budget):
    made = diagrams(RULES, 1)
    for cell in ("& 0x4u", "& 0x2u"):
        one = counted(
            made,
            "determination",
            budget=budget,
            alter=lambda text, cell=cell: text.replace(
                f"{cell}) != 0", f"{cell}) == 0"
            ),
            **SMALL,
        )
        assert one.result is Result.DIFFERS


def test_without_a_compiler_it_says_not_run(monkeypatch):
    monkeypatch.setattr(counting, "compiler", lambda: None)
    assert counted(diagrams(RULES, 0), "determination").result is Result.NOT_RUN


@needs_c
def test_the_shipped_rows_agree_on_a_small_budget():
    made = diagrams(load.edition(date(2026, 11, 20)), 1)
    for table in ("ask", "determination", "to_whom", "agreement"):
        one = counted(made, table, budget=10**6, draws=20_000, shown=25)
        assert one.result in {Result.EQUAL, Result.AGREES}, one.faults
