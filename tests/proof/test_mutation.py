"""Every one-edit fault is judged as trying all fact sets would; a sample is caught."""

import random
from dataclasses import replace
from datetime import date

import pytest

from sharewell.cli.rules import mutate
from sharewell.core.procedure.drawn import said
from sharewell.core.procedure.read_invariants import parse_invariants
from sharewell.core.procedure.sources import parse_sources
from sharewell.proof.mutation import Judge, missed_by_draws, scores
from sharewell.proof.mutation_faults import KINDS, faults
from sharewell.rulebooks import load
from tests.unit.procedure.made_up import SOURCE, edition, every_case

RULES = edition()
HEAD = {"rule": "rule 1", "says": "Made up.", "because": ["MADE-UP s1"]}


def asked(*nevers):
    listed = [{"id": f"M{n}", **HEAD, **one} for n, one in enumerate(nevers)]
    return parse_invariants([{"invariant": listed}], parse_sources([SOURCE]))


INVARIANTS = asked(
    {
        "never": {"serious": True},
        "unless": [{"determination": "share_now"}],
    },
    {"never": {"unsafe": True, "ask": "ask_before"}, "of_person": True},
    {"never": {"level": "low", "determination": "do_not_share"}},
)


@pytest.fixture(scope="module")
def judged():
    judge = Judge(RULES, INVARIANTS)
    assert judge.failing == ("M2",)
    return [judge.judge(fault) for fault in faults(RULES)]


def changed(fault):
    others = tuple(r for r in RULES.provisions if r.table != fault.table.name)
    return replace(RULES, provisions=(*others, *fault.rows))


def test_a_fault_is_real_exactly_when_some_fact_set_is_answered_otherwise(judged):
    cases = list(every_case(RULES, 1))
    for one in judged:
        table, rules = one.fault.table, changed(one.fault)
        if one.broken == "every case has an answer":
            continue  # the evaluator needs a row for the rest
        otherwise = [
            facts
            for facts in cases
            if said(facts, RULES, table) != said(facts, rules, table)
        ]
        assert one.real == bool(otherwise), (one.fault.kind, one.fault.row)
        assert one.share == pytest.approx(len(otherwise) / len(cases))


def test_every_kind_of_fault_is_made(judged):
    made = {one.fault.kind for one in judged}
    assert made == set(KINDS)
    assert sum(score.all for score in scores(judged)) == len(judged)


def test_invariants_notice_what_they_speak_of_and_nothing_else(judged):
    notice = {(one.fault.row, one.broken) for one in judged if one.broken}
    assert ("D1", "M0") in notice
    assert ("A1", "M1") in notice
    assert not {row for row, _ in notice if row.startswith(("S", "O", "T1"))}
    assert all(one.real for one in judged if one.broken)


def test_judging_leaves_no_node_behind():
    judge = Judge(RULES, INVARIANTS)
    listed = list(faults(RULES))
    size = len(judge._base.nodes)
    first = [judge.judge(fault) for fault in listed]
    assert len(judge._base.nodes) == size
    assert [judge.judge(fault) for fault in listed] == first


def test_draws_miss_only_what_is_rare(judged):
    real = [one for one in judged if one.real]
    assert missed_by_draws(real, draws=0) == len(real)
    assert missed_by_draws(real) < 1


def test_a_sample_of_faults_in_the_shipped_rows_is_named_by_the_difference():
    rules = load.edition(date(2026, 11, 20))
    judge = Judge(rules, mutate.shipped_invariants(), people=0)
    listed = [fault for fault in faults(rules) if not fault.table.of_person]
    sample = random.Random(1).sample(listed, 10)
    found = [judge.judge(fault) for fault in sample]
    assert sum(one.real for one in found) > len(found) / 4


def test_the_command_prints_a_score_for_each_kind(capsys):
    given = ["agreement", "to_whom", "--people", "0", "--sample", "5", "--seed", "2"]
    assert mutate.run(given) == mutate.DONE
    shown = capsys.readouterr().out
    assert all(kind in shown for kind in KINDS)
    assert "The exact difference names" in shown
