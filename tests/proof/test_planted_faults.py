"""Each kind of obligation is proved of sound rows, and red for one planted fault."""

from dataclasses import replace

import pytest

from sharewell.core.procedure.evaluate import evaluate
from sharewell.core.procedure.facts import parse_facts
from sharewell.proof.prove import prove
from tests.made_up_rules import row
from tests.proof.small import RANKS, asked, failed, rules

LADDER = {"id": "L1", "fact": "level", "ranks": RANKS, "table": "determination"}


def test_sound_rows_are_proved():
    assert failed(rules()) == {}
    assert failed(rules(local=[row("X1", "steps", {}, "more")]), rules()) == {}


FAULTS = {
    "a dead row": (
        {"rows": [row("D9", "determination", {"level": "harm", "signs": "nothing"},
                      "share_part", stage="doubt")]},
        ("reachable", "D9"),
    ),
    "a row behind another": (
        {"rows": [row("T9", "tell", {"safe": "no", "level": "none"}, "not_needed")]},
        ("reachable", "T9"),
    ),
    "silent order": ({"change": {"D3": {"over": None}}}, ("order", "D3 / D4")),
    "a refusal at the door": (
        {"change": {"D1": {"then": "do_not_share"}}}, ("invariant", "I1"),
    ),
    "asked though unsafe": (
        {"change": {"A1": None, "A2": {"when": {"level": "none"}}}},
        ("invariant", "I2"),
    ),
    "owed in some cases only": (
        {"change": {"O1": {"when": {"level": "harm", "door": "no",
                                    "signs": "bruise"}}}},
        ("invariant", "I3"),
    ),
    "a code that is gone": (
        {"change": {"O1": {"then": "front_office"}}}, ("invariant", "I3"),
    ),
    "a step without a clock": ({"change": {"S1": {"hours": None}}}, ("carries", "C1")),
    "silence without a date": (
        {"change": {"T1": {"look_again_days": None}}}, ("carries", "C2"),
    ),
    "agreement as the basis": (
        {"rows": [row("B1", "lawful_basis", {}, "consent")]}, ("forbidden", "F1"),
    ),
    "a refusal in doubt": (
        {"change": {"D4": {"when": {"order": ["no", "unknown"]}}}},
        ("settled", "W1: order"),
    ),
    "more serious, less shared": (
        {"change": {"D1": {"then": "ask_originator"}, "D2": {"then": "share_part"}}},
        ("ladder", "L1: unsure -> harm"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(name):
    planted, expected = FAULTS[name]
    assert expected in failed(rules(**planted))


def test_a_case_that_no_row_decides_is_found():
    sound = rules()
    kept = tuple(one for one in sound.provisions if one.id != "LAST-tell")
    found = failed(replace(sound, provisions=kept))["complete", "tell"]
    assert found.example.hangs_on == ('person 1: safe: "yes" (yes)',)


def test_an_outcome_that_nothing_reaches_must_be_listed():
    assert ("outcome", "determination = share_part") in failed(rules(), unused=[])
    assert ("outcome", "determination = share_now") not in failed(rules(), unused=[])


def test_a_further_layer_that_takes_a_share_away_is_found():
    cells = {"level": "harm", "door": "yes", "signs": "bruise"}
    worse = row("X1", "determination", cells, "seek_advice", stage="harm", over=["D1"])
    found = failed(rules(local=[worse]), rules())
    assert ("layers", "K1: determination, over national") in found


def test_a_row_that_a_further_layer_overrules_is_not_called_dead():
    cells = {"level": "harm", "door": "yes"}
    again = row("X1", "determination", cells, "share_now", stage="harm", over=["D1"])
    assert failed(rules(local=[again]), rules()) == {}
    assert ("reachable", "D1") in failed(rules(local=[again]))


def test_a_row_that_waits_for_a_further_layer_is_not_called_dead():
    waits = row("W1", "withhold", {"how_much": "existence_only"}, "the_rest")
    more = row("X1", "how_much", {"level": "none"}, "existence_only")
    alone, laid_on = rules(rows=[waits]), rules(rows=[waits], local=[more])
    assert ("reachable", "W1") in failed(alone)
    report = prove(alone, asked(), (), [laid_on])
    assert [one.note for one in report.obligations if one.id == "W1"] == [
        "never here: only with the layer surrey"
    ]
    assert not report.failed


def test_a_fall_on_a_ladder_may_be_listed_with_its_reason():
    fallen = rules(change={"D2": {"then": "share_now"}, "D1": {"then": "share_part"}})
    ranks = [["do_not_share", "redirect_asker"], ["share_part"],
             ["seek_advice", "ask_originator", "verify_then_share"],
             ["seek_agreement_first", "share_now", "share_with_agreement"]]  # fmt: skip
    ladder = {**LADDER, "order": ["unsure", "harm"], "ranks": ranks}
    ladder["when"] = {"door": "yes"}
    meant = {
        "ladder": "L1",
        "pair": ["unsure", "harm"],
        "becomes": {"determination": "share_part"},
        "says": "Meant.",
    }
    fall = ("ladder", "L1: unsure -> harm")
    assert fall in failed(fallen, ladder=[ladder])
    assert fall not in failed(fallen, ladder=[ladder], listed=[meant])


@pytest.mark.parametrize(
    ("never", "why"),
    [
        ({"lavel": "harm"}, "lavel"),
        ({"level": "harmful"}, "harmful"),
        ({"safe": "no"}, "of one person"),
        ({"level": "harm", "signs": "nothing"}, "no case is of this kind"),
    ],
)
def test_an_invariant_that_says_nothing_is_red(never, why):
    wrong = {"id": "I9", "never": never}
    assert why in failed(rules(), invariant=[wrong])["invariant", "I9"].note


def test_a_row_that_awaits_its_law_counts_for_nothing():
    cells = {"level": "harm", "door": "yes"}
    waiting = row(
        "D0", "determination", cells, "do_not_share", stage="harm", over=["D1"],
        awaits="some_law",
    )  # fmt: skip
    assert failed(rules(rows=[waiting])) == {}


def test_a_counterexample_is_short_in_words_and_shows_the_fault_in_the_evaluator():
    edition = rules(change={"D1": {"then": "do_not_share"}})
    example = failed(edition)["invariant", "I1"].example
    assert set(example.hangs_on) == {'level: "harm" (harm)', 'door: "yes" (yes)'}
    assert "determination: do_not_share (D1)" in example.gives
    facts = parse_facts(example.facts, edition.vocabulary)
    advice = evaluate(facts, edition=edition)
    assert advice.outcome == "do_not_share"
