"""Why a table points where it does, on small made-up rules."""

import pytest

from sharewell.core.procedure.explain import decided, sufficient, why_not
from sharewell.core.procedure.facts import ContradictoryFacts, parse_facts
from sharewell.core.procedure.nearest_change import filled, nearest_changes
from tests.made_up_rules import fact, made_up, row, term

FACTS = (
    fact("level", "low", "high", "danger"),
    fact("signs", "burn", "bite", "none", alone=("none",), many=True),
    fact("agreed", "yes", "no", "unknown"),
    fact("safe", "yes", "no", of_person=True),
)
TERMS = {"grave": term(any=[{"level": ["high", "danger"], "signs": ["burn", "bite"]}])}
ROWS = (
    row("LAW", "determination", {"agreed": "no"}, "share_part", awaits="a_law"),
    row("GRAVE", "determination", {"grave": True}, "share_now"),
    row("AGREED", "determination", {"agreed": "yes"}, "share_with_agreement"),
    row("ASK", "ask", {"safe": "yes", "determination": "seek_advice"}, "ask_before"),
    row("REST", "determination", {}, "seek_advice"),
    row("STEP", "steps", {"level": "danger"}, "ring"),
    row("STEP-ALL", "steps", {}, "record"),
)
NEVERS = ({"cells": {"level": "low", "signs": "burn"}, "says": "A burn is not low."},)
RULES = made_up(FACTS, ROWS, terms=TERMS, nevers=NEVERS)
TABLE = "determination"


def facts(people=(), **answers):
    given = {"date": "2026-11-20", "answers": answers, "people": list(people)}
    return parse_facts(given, RULES.vocabulary)


GRAVE = {"level": "high", "signs": ["burn", "bite"], "agreed": "yes"}


def reasons(given, table=TABLE, ref=None):
    return {one.row: one for one in why_not(given, RULES, table, ref)}


def test_the_first_cell_that_failed_is_named_with_what_holds_instead():
    found = reasons(facts(level="low", signs=["none"], agreed="unknown"))
    assert "REST" not in found
    assert found["GRAVE"].cell == "grave"
    assert (found["GRAVE"].actual, found["GRAVE"].allowed) == (("false",), ("true",))
    assert found["AGREED"].actual == ("unknown",)
    assert found["AGREED"].allowed == ("yes",)


def test_a_row_that_holds_too_names_the_row_before_it():
    found = reasons(facts(**GRAVE))
    assert found["AGREED"].went_before == "GRAVE"
    assert found["AGREED"].cell is None
    assert found["LAW"].not_in_force


def test_an_earlier_table_is_a_cell_like_others():
    given = facts([{"ref": "p1", "safe": "yes"}], **GRAVE)
    found = reasons(given, "ask", "p1")
    assert (found["ASK"].cell, found["ASK"].actual) == (TABLE, ("share_now",))


def test_a_table_that_collects_names_only_rows_that_failed():
    found = reasons(facts(**GRAVE), "steps")
    assert list(found) == ["STEP"]


def test_what_hangs_on_facts_not_given_says_so():
    found = reasons(facts(level="high"))
    assert found["GRAVE"].cell is found["GRAVE"].went_before is None
    assert decided(facts(level="high"), RULES, TABLE) is None
    assert sufficient(facts(level="high"), RULES, TABLE) == ()


def test_no_fact_that_settles_the_outcome_can_be_spared():
    given = facts([{"ref": "p1", "safe": "no"}], **GRAVE | {"signs": ["bite"]})
    held = sufficient(given, RULES, TABLE)
    assert {one.fact for one in held} == {"level", "signs"}
    kept = {one.fact: list(one.values) for one in held}
    kept["level"] = kept["level"][0]
    assert decided(facts(**kept), RULES, TABLE) == "share_now"
    for name in kept:
        fewer = {key: value for key, value in kept.items() if key != name}
        assert decided(facts(**fewer), RULES, TABLE) != "share_now"


def test_an_answer_that_another_rules_out_need_not_be_given():
    held = sufficient(facts(**GRAVE), RULES, TABLE)  # a burn is never low
    assert {one.fact for one in held} == {"signs"}


def test_two_routes_to_one_outcome_need_no_fact_that_only_chooses_the_route():
    rules = made_up(
        [fact("level", "low", "high"), fact("agreed", "yes", "no")],
        [
            row("A", TABLE, {"level": "high", "agreed": "yes"}, "share_now"),
            row("B", TABLE, {"level": "high"}, "share_now"),
        ],
    )
    answers = {"level": "high", "agreed": "yes"}
    given = parse_facts({"date": "2026-11-20", "answers": answers}, rules.vocabulary)
    assert [one.fact for one in sufficient(given, rules, TABLE)] == ["level"]


def test_one_change_is_found_before_two_and_never_contradicts():
    near = {n.outcome: n.changes for n in nearest_changes(facts(**GRAVE), RULES, TABLE)}
    # Low with a burn is a contradiction, so it is the signs that change.
    assert set(near) == {"share_with_agreement"}
    (change,) = near["share_with_agreement"]
    assert (change.fact, change.becomes) == ("signs", ("none",))


def test_two_changes_where_one_is_not_enough():
    given = facts(level="low", signs=["none"], agreed="no")
    near = nearest_changes(given, RULES, TABLE)
    assert {n.outcome: len(n.changes) for n in near} == {"share_with_agreement": 1}
    only_two = made_up(
        FACTS, [row for row in ROWS if row["id"] != "AGREED"], terms=TERMS
    )
    near = nearest_changes(given, only_two, TABLE)
    assert {n.outcome: len(n.changes) for n in near} == {"share_now": 2}


def test_nothing_in_reach_is_an_empty_answer():
    rules = made_up([fact("level", "low", "high")], [])
    given = parse_facts({"date": "2026-11-20"}, rules.vocabulary)
    assert nearest_changes(given, rules, TABLE) == ()


def test_facts_of_people_are_changed_too():
    person = {"ref": "p1", "safe": "no"}
    given = facts([person], level="low", signs=["none"], agreed="unknown")
    (near,) = nearest_changes(given, RULES, "ask", "p1")
    assert near.outcome == "ask_before"
    assert [(c.fact, c.person) for c in near.changes] == [("safe", "p1")]


def test_facts_not_given_are_filled_and_never_changed():
    given = facts(level="high", signs=["burn"])
    assert filled(given, RULES)["answers"]["agreed"] == "unknown"
    changed = [c for n in nearest_changes(given, RULES, TABLE) for c in n.changes]
    assert changed
    assert all(change.fact != "agreed" for change in changed)


def test_filling_that_fits_nowhere_is_refused():
    nevers = tuple(
        {"cells": {"level": "high", "agreed": value}, "says": "Never."}
        for value in ("yes", "no", "unknown")
    )
    rules = made_up(FACTS, ROWS, terms=TERMS, nevers=nevers)
    given = parse_facts(
        {"date": "2026-11-20", "answers": {"level": "high"}}, rules.vocabulary
    )
    with pytest.raises(ContradictoryFacts, match="agreed"):
        filled(given, rules)
