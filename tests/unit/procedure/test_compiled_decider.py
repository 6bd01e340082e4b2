"""The compiled decider: what it refuses, in which order it computes, what it gives."""

import random
from collections import defaultdict

import pytest

from sharewell.core.procedure.compiled import compile_decider
from sharewell.core.procedure.evaluate import evaluate
from sharewell.core.procedure.facts import (
    ContradictoryFacts,
    FactsError,
    MissingFact,
    UndeclaredValue,
    UnknownFact,
    parse_facts,
)
from tests.aimed_facts import drawn
from tests.made_up_rules import fact, made_up, row, term

FACTS = (
    fact("level", "low", "high", "unknown"),
    # Letters that make up other words: a word must not pass for a list of letters.
    fact("signs", "a", "b", "none", alone=("none",), many=True),
    fact("unread", "yes", "no"),
    fact("relation", "child", "parent", of_person=True),
    fact("safe", "yes", "no", of_person=True),
)
TERMS = {
    "somebody_asked": term(some_person=[{"ask": "ask_before"}]),
    "somebody_unsafe": term(some_person=[{"safe": "no"}]),
    "alone_unsafe": term(of_person=[{"safe": "no", "level": "low"}]),
    "calm": term(any=[{"level": "low"}, {"signs": "none"}]),
}
ROWS = (
    row("ASK", "ask", {"safe": "yes", "somebody_unsafe": False}, "ask_before"),
    row("ASK-NO", "ask", {"alone_unsafe": True}, "do_not_ask"),
    row("LAW", "determination", {"signs": ["a", "b"]}, "share_now", awaits="a_law"),
    row("WITH", "determination", {"somebody_asked": True}, "share_with_agreement"),
    row("NOW", "determination", {"level": ["high", "unknown"]}, "share_now"),
    row("TELL", "tell", {"determination": "share_now", "safe": "yes"}, "tell_after"),
    row("TELL-LAW", "tell", {"relation": "child"}, "tell_before", awaits="a_law"),
    row("STEP", "steps", {"calm": False}, "act"),
    row("STEP-LAW", "steps", {"level": "high"}, "report", awaits="a_law"),
    row("STEP-ALL", "steps", {}, "record"),
)
NEVERS = (
    {"cells": {"level": "low", "signs": "a"}, "says": "Low is without a."},
    {"cells": {"signs": "none", "safe": "no"}, "says": "None is safe."},
)
RULES = made_up(FACTS, ROWS, terms=TERMS, nevers=NEVERS)
DECIDER = compile_decider(RULES)
PERSON = {"ref": "p1", "relation": "child", "safe": "yes"}


def facts(people=(PERSON,), **changed):
    answers = {"level": "high", "signs": ["b"], "unread": "no"} | changed
    return {
        "date": "2026-11-20",
        "answers": answers,
        "people": [dict(person) for person in people],
    }


def fired(trace, table, ref=None):
    return [record.row for record in trace.rows(table, ref)]


def test_a_condition_on_some_person_is_known_to_each_person_and_to_the_case():
    second = PERSON | {"ref": "p2", "safe": "no"}
    trace = DECIDER.trace(facts(people=(PERSON, second)))
    assert fired(trace, "ask", "p1") == ["LAST-ask"]  # p2 comes later and is unsafe
    assert trace.outcome("determination") == "share_now"
    assert fired(trace, "tell", "p1") == ["TELL"]
    assert fired(trace, "tell", "p2") == ["LAST-tell"]
    assert DECIDER.trace(facts()).outcome("determination") == "share_with_agreement"


def test_a_record_carries_the_row_s_citations():
    (record,) = DECIDER.trace(facts(people=())).rows("determination")
    assert [(c.document, c.ref) for c in record.citations] == [("MADE-UP", "s1")]


def test_law_not_in_force_decides_nothing_and_is_shown():
    trace = DECIDER.trace(facts())
    assert [r.row for r in trace.not_in_force] == ["LAW", "TELL-LAW", "STEP-LAW"]
    assert fired(trace, "steps") == ["STEP", "STEP-ALL"]
    quiet = DECIDER.trace(facts(people=(), level="low", signs=["none"]))
    assert quiet.not_in_force == ()


def test_compiled_and_evaluated_advice_are_equal_on_made_up_rules():
    for given in drawn(random.Random(3), RULES, 500):
        wanted = evaluate(parse_facts(given, RULES.vocabulary), edition=RULES)
        assert DECIDER.advise(given) == wanted


def test_a_decider_of_some_tables_gives_those_and_checks_every_fact():
    few = compile_decider(RULES, ("determination",))
    trace = few.trace(facts())
    assert trace.outcome("determination") == "share_with_agreement"
    assert trace.people == ()
    with pytest.raises(KeyError):
        trace.rows("steps")
    with pytest.raises(UndeclaredValue):
        few.trace(facts(unread="perhaps"))


def without(name):
    given = facts()
    del given["answers"][name]
    return given


def with_people(*people):
    return facts() | {"people": list(people)}


REFUSED = {
    "no date": {k: v for k, v in facts().items() if k != "date"},
    "date of another form": facts() | {"date": "20261120"},
    "date by week": facts() | {"date": "2026-W47-5"},
    "day not in the calendar": facts() | {"date": "2026-11-31"},
    "date as a list": facts() | {"date": list("2026-11-20")},
    "another key": facts() | {"extra": 1},
    "answers as a list": facts() | {"answers": ["level"]},
    "another fact": facts(levle="high"),
    "another value": facts(level="High"),
    "null": facts(level=None),
    "true": facts(level=True),
    "number": facts(level=1),
    "list for one": facts(level=["high"]),
    "object": facts(level={"high": 1}),
    "no value": facts(signs=[]),
    "word of letters": facts(signs="ab"),
    "value and alone": facts(signs=["none", "b"]),
    "list in a list": facts(signs=[["b"]]),
    "contradiction": facts(level="low", signs=["a"]),
    "contradiction of a person": facts([PERSON | {"safe": "no"}], signs=["none"]),
    "people as an object": facts() | {"people": PERSON},
    "people as an empty object": facts() | {"people": {}},
    "too many people": with_people(*(PERSON | {"ref": f"p{n}"} for n in range(31))),
    "person as text": with_people("p1"),
    "no ref": with_people({"relation": "child", "safe": "yes"}),
    "ref with a space": with_people(PERSON | {"ref": "Ann Smith"}),
    "ref as a number": with_people(PERSON | {"ref": 1}),
    "same ref": with_people(PERSON, dict(PERSON)),
    "person with another key": with_people(PERSON | {"name": "Ann"}),
    "person's other value": with_people(PERSON | {"safe": "maybe"}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_does_not_fit_is_refused_as_at_the_door(name):
    with pytest.raises(FactsError) as wanted:
        parse_facts(REFUSED[name], RULES.vocabulary)
    for decide in (DECIDER.trace, DECIDER.advise):
        with pytest.raises(type(wanted.value)) as seen:
            decide(REFUSED[name])
        assert str(seen.value) == str(wanted.value)


@pytest.mark.parametrize("name", ["level", "signs", "unread"])
def test_a_missing_fact_is_named_with_its_allowed_values(name):
    with pytest.raises(MissingFact, match=name) as seen:
        DECIDER.trace(without(name))
    allowed = RULES.vocabulary.by_name()[name]
    assert seen.value.fact == name
    assert set(seen.value.allowed) == allowed.values
    assert allowed.listed() in str(seen.value)


def test_a_missing_fact_of_a_person_says_whose():
    with pytest.raises(MissingFact, match="safe of p1"):
        DECIDER.trace(with_people({"ref": "p1", "relation": "child"}))


def inventing(mapping, lost, value):
    """Answers whatever it is asked; the lost key's place is taken by another."""
    kept = {key: v for key, v in mapping.items() if key != lost}
    return defaultdict(lambda: value, kept | {"taken": value})


INVENTED = {
    "everything": inventing(facts(), "people", []),
    "answers": facts() | {"answers": inventing(facts()["answers"], "level", "low")},
    "person": with_people(inventing(PERSON, "safe", "yes")),
}


@pytest.mark.parametrize("name", INVENTED)
def test_a_mapping_that_makes_up_answers_is_not_believed(name):
    with pytest.raises(UnknownFact, match="taken"):
        DECIDER.trace(INVENTED[name])


def test_facts_in_other_shapes_that_parse_give_the_same():
    assert DECIDER.trace(facts(signs="b")) == DECIDER.trace(facts(signs=["b"]))
    assert DECIDER.advise(facts(signs=("b", "b"))) == DECIDER.advise(facts(signs=["b"]))
    nobody = facts(people=())
    del nobody["people"]
    assert DECIDER.trace(nobody) == DECIDER.trace(facts(people=()))


def test_nothing_an_officer_typed_is_in_the_text_but_facts_and_outcomes():
    typed = "__import__('os').abort()"
    hostile = fact("level", "low", "high") | {"ask": typed, "help": typed}
    rules = made_up(
        [hostile],
        [row(typed, "to_whom", {"level": "high"}, "import_os", text=typed)],
    )
    text = compile_decider(rules).text
    assert "os" not in text.replace("'import_os'", "").replace("LOS", "")
    assert (
        compile_decider(rules)
        .trace({"date": "2026-11-20", "answers": {"level": "high"}, "people": []})
        .outcome("to_whom")
        == "import_os"
    )


def test_a_table_of_very_many_rows_compiles():
    values = [f"v{n}" for n in range(3000)]
    rules = made_up(
        [fact("level", *values)],
        [
            row(f"R{v}", "determination", {"level": v}, "seek_advice")
            for v in values[1:]
        ],
    )
    given = {"date": "2026-11-20", "answers": {"level": "v2999"}, "people": []}
    assert fired(compile_decider(rules).trace(given), "determination") == ["Rv2999"]


def test_an_unknown_key_is_named():
    with pytest.raises(UnknownFact, match="levle"):
        DECIDER.trace(facts(levle="high"))


def test_a_contradiction_is_said_in_the_rule_s_words():
    with pytest.raises(ContradictoryFacts, match="Low is without a"):
        DECIDER.trace(facts(level="low", signs=["a"]))
