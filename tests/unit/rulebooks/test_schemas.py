"""The published schemas say what the door and the evaluator say, and are not stale."""

import copy
import json
import re

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharewell import advise
from sharewell.cli.rules import run
from sharewell.cli.rules.schema import SCHEMAS
from sharewell.core.procedure.facts import ContradictoryFacts, FactsError, parse_facts
from sharewell.rulebooks.authoring.json_schemas import (
    DAY,
    advice_schema,
    facts_schema,
    taken_away,
)
from tests.properties.drawn_facts import VOCABULARY, whole_facts

FACTS = jsonschema.Draft202012Validator(facts_schema(VOCABULARY))
ADVICE = jsonschema.Draft202012Validator(advice_schema())


def test_the_committed_schemas_are_not_stale(capsys):
    assert run(["schema"]) == 0, "run: sharewell rules schema --write"


def test_both_are_schemas_with_a_name_and_a_version():
    for file in SCHEMAS.glob("*.json"):
        schema = json.loads(file.read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        name, version = re.fullmatch(r"(\w+)-(\d+)\.schema\.json", file.name).groups()
        assert schema["$id"] == f"urn:sharewell:schema:{name}:{version}"


def refused(facts):
    """None: taken. Otherwise which error the door raises."""
    try:
        parse_facts(facts, VOCABULARY)
    except ContradictoryFacts:
        return None
    except FactsError as fault:
        return fault
    return None


@given(whole_facts())
@settings(max_examples=25, deadline=None)
def test_drawn_facts_and_their_advice_are_valid(facts):
    FACTS.validate(facts)
    try:
        advice = advise(facts)
    except ContradictoryFacts:
        return
    ADVICE.validate(json.loads(json.dumps(advice.to_json())))


ODD = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=5),
    st.sampled_from(["unknown", "yes", "2026-02-30", "p1", [], {}, ["yes"], "Yes"]),
    st.lists(st.sampled_from(["yes", "none", "neglect", "Injury", 3]), max_size=3),
)  # fmt: skip


@given(whole_facts(), st.data())
@settings(max_examples=60, deadline=None)
def test_the_schema_refuses_exactly_what_the_door_refuses_for_its_shape(facts, data):
    facts = copy.deepcopy(facts)
    part = data.draw(
        st.sampled_from([facts, facts["answers"], *facts["people"][:1]]), label="part"
    )
    key = data.draw(st.sampled_from([*part, "levle", "ref", "date"]), label="key")
    if data.draw(st.booleans(), label="remove"):
        part.pop(key, None)
    else:
        part[key] = data.draw(ODD, label="value")
    assert FACTS.is_valid(facts) == (refused(facts) is None), refused(facts)


@pytest.mark.parametrize(
    "change",
    [
        {"date": "2026-02-29"}, {"date": "2026-11-20\n"}, {"date": "20261120"},
        {"date": "0000-01-01"}, {"dates": "x"}, {"people": {}}, {"answers": []},
        {"people": [{"ref": "p1", "levle": "x"}]}, {"people": [{"ref": "a b"}]},
        {"people": [{}]}, {"people": [{"ref": f"p{n}"} for n in range(31)]},
        {"answers": {"level": "unsrue"}}, {"answers": {"level": ["unsure"]}},
    ],
)  # fmt: skip
def test_misspelt_facts_are_refused_by_both(change):
    facts = {"date": "2026-11-20", **change}
    assert refused(facts) is not None
    assert not FACTS.is_valid(facts)


def test_the_days_are_those_of_the_calendar():
    for year in ("0001", "1900", "2000", "2023", "2024", "9999"):
        for month in range(14):
            for day in range(33):
                written = f"{year}-{month:02}-{day:02}"
                known = refused({"date": written}) is None
                assert (re.fullmatch(DAY, written) is not None) == known, written


def test_unfinished_advice_is_valid_too():
    ADVICE.validate(json.loads(json.dumps(advise({"date": "2026-11-20"}).to_json())))


def test_a_stale_schema_and_what_callers_lose_are_said(tmp_path, capsys):
    assert run(["schema", "--into", str(tmp_path)]) == 1
    assert run(["schema", "--into", str(tmp_path), "--write"]) == 0
    assert run(["schema", "--into", str(tmp_path)]) == 0
    file = next(tmp_path.glob("facts-*"))
    schema = json.loads(file.read_text())
    schema["properties"]["answers"]["properties"]["old_fact"] = {"enum": ["x"]}
    file.write_text(json.dumps(schema))
    capsys.readouterr()
    assert run(["schema", "--into", str(tmp_path)]) == 1
    assert "FACTS_VERSION: old_fact" in capsys.readouterr().out


def test_a_lost_answer_is_seen():
    old, new = facts_schema(VOCABULARY), facts_schema(VOCABULARY)
    fact = VOCABULARY.of_person()[0]
    new["properties"]["people"]["items"]["properties"][fact.name]["enum"].pop()
    assert list(taken_away(old, new)) == [f"{fact.name} = {fact.choices[-1].value}"]
    assert list(taken_away(new, old)) == []
