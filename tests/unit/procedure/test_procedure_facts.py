"""Nothing undeclared gets past the door, and every refusal says what would fit."""

from datetime import date

import pytest

from sharewell.core.procedure import facts as door
from sharewell.core.procedure.facts import parse_facts
from sharewell.rulebooks.load import edition

DATE = "2026-11-20"
VOCABULARY = edition(date(2026, 11, 20)).vocabulary


def refused(given, error):
    with pytest.raises(error) as caught:
        parse_facts(given, VOCABULARY)
    return caught.value


@pytest.mark.parametrize("value", [1, True, None, 1.0, {}, [], ["reasonable_cause"]])
def test_a_value_of_another_json_type_is_refused(value):
    fault = refused({"date": DATE, "answers": {"level": value}}, door.UndeclaredValue)
    assert fault.fact == "level" and "reasonable_cause" in fault.allowed


def test_a_misspelt_value_names_the_fact_and_what_is_allowed():
    given = {"date": DATE, "answers": {"level": "Reasonable_cause"}}
    fault = refused(given, door.UndeclaredValue)
    assert "level" in str(fault) and "reasonable_cause" in str(fault)


def test_a_misspelt_fact_is_refused():
    given = {"date": DATE, "answers": {"levle": "unsure"}}
    assert "level" in refused(given, door.UnknownFact).allowed


def test_a_name_cannot_be_put_into_a_person():
    given = {"date": DATE, "people": [{"ref": "p1", "name": "Ana Invented"}]}
    refused(given, door.UnknownFact)


@pytest.mark.parametrize("ref", ["", "Ana Invented", 7, "x" * 65])
def test_a_ref_is_short_and_no_name(ref):
    refused({"date": DATE, "people": [{"ref": ref}]}, door.UndeclaredValue)


def test_two_people_cannot_share_a_ref():
    given = {"date": DATE, "people": [{"ref": "p1"}, {"ref": "p1"}]}
    refused(given, door.ContradictoryFacts)


@pytest.mark.parametrize("written", ["2026-02-30", "20-11-2026", "2026-11-20T09", 7])
def test_an_impossible_date_is_refused(written):
    assert refused({"date": written}, door.UndeclaredValue).fact == "date"


def test_a_missing_date_is_named():
    assert refused({"answers": {}}, door.MissingFact).fact == "date"


def test_none_of_these_excludes_the_rest():
    given = {"date": DATE, "answers": {"asking_would": ["none", "delay"]}}
    assert refused(given, door.ContradictoryFacts).fact == "asking_would"


def test_a_feared_person_is_not_safe_to_ask():
    given = {
        "date": DATE,
        "people": [{"ref": "p1", "safe_to_ask": "yes", "feared": "yes"}],
    }
    assert "p1" in str(refused(given, door.ContradictoryFacts))


def test_several_answers_may_hold_where_the_fact_allows_it():
    given = {"date": DATE, "answers": {"asking_would": ["risk_child", "delay"]}}
    parsed = parse_facts(given, VOCABULARY)
    assert parsed.answers["asking_would"] == {"risk_child", "delay"}
