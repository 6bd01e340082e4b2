"""A lead answers few questions, and nothing is said before it is settled."""

from datetime import date

import pytest

from sharewell import advise
from sharewell.core.procedure.facts import parse_facts
from sharewell.core.procedure.questions import questions
from sharewell.core.vocabulary import AgencyType
from sharewell.rulebooks.load import edition

ON = date(2026, 11, 20)
PLAIN = {
    "level": "reasonable_cause",
    "recipient": "front_door",
    "holder": "school",
    "child_safe_now": "yes",
    "at_risk_now": "this_child",
    "nature": "neglect",
    "crime_suspected": "no",
    "asking_would": "none",
    "handling": "none",
    "safe_to_ask": "yes",
    "safe_to_tell": "yes",
    "consent": "not_sought",
    "parental_responsibility": "yes",
    "asking_best_interests": "yes",
    "social_worker": "none",
}
# What the pages know without asking: see decisions/answers.py.
KNOWN = {
    "holder": "school",
    "direction": "wishes_to_share",
    "child_safe_now": "yes",
}


def interview(answers, people):
    """Answer the first question each time, as the pages do. Returns facts asked."""
    facts = {"date": ON.isoformat(), "answers": dict(KNOWN), "people": people}
    rules, asked = edition(ON), []
    while left := questions(parse_facts(facts, rules.vocabulary), edition=rules):
        first = left[0]
        asked.append(first.fact)
        people_by_ref = {person["ref"]: person for person in people}
        where = people_by_ref[first.person] if first.person else facts["answers"]
        where[first.fact] = answers[first.fact]
    return asked, advise(facts)


def test_a_plain_case_takes_fewer_than_twelve_questions():
    asked, advice = interview(PLAIN, [{"ref": "p1", "relation": "mother"}])
    assert asked[0] == "level"
    assert len(asked) < 12, asked
    assert advice.outcome == "share_with_agreement"
    step = next(step for step in advice.steps if step.code == "ask_within_limit")
    assert step.by_when_hours


@pytest.mark.parametrize("recipient", ["family_member", "merely_curious", "press"])
def test_open_questions_never_read_as_do_not_share(recipient):
    facts = {"date": "2026-11-20", "answers": {"recipient": recipient}}
    advice = advise(facts)
    assert not advice.complete
    assert advice.outcome is None and advice.plain is None
    assert advice.open_questions


def test_what_is_owed_already_is_said_before_all_is_answered():
    facts = {
        "date": "2026-11-20",
        "answers": {"level": "immediate_danger", "recipient": "press"},
    }
    advice = advise(facts)
    assert not advice.complete
    assert {"police", "front_door"} <= {owed.to_whom for owed in advice.also_owed}
    assert advice.steps[0].code == "ring_999"


def test_every_fact_is_accounted_for_once():
    _, advice = interview(PLAIN, [{"ref": "p1", "relation": "mother"}])
    listed = (*advice.answered, *advice.unknown, *advice.not_asked)
    assert len(listed) == len(set(listed))
    vocabulary = edition(ON).vocabulary
    assert len(listed) == len(vocabulary.facts)


def test_national_rows_alone_do_not_ask_at_reasonable_cause_since_2024():
    known = ("safe_to_ask", "safe_to_tell", "consent", "parental_responsibility")
    people = [{"ref": "p1", "relation": "mother"} | {n: PLAIN[n] for n in known}]
    of_case = edition(ON).vocabulary.of_case()
    answers = KNOWN | {f.name: PLAIN[f.name] for f in of_case if f.name in PLAIN}
    facts = {"date": "2026-11-20", "answers": answers, "people": people}
    from sharewell.core.procedure.evaluate import evaluate

    for day, outcome in (
        (date(2024, 4, 18), "share_with_agreement"),
        (date(2024, 4, 19), "share_now"),
    ):
        rules = edition(day, ("national",))
        parsed = parse_facts(facts, rules.vocabulary)
        assert evaluate(parsed, edition=rules).outcome == outcome


def test_the_kinds_of_holder_are_the_kinds_of_agency():
    holder = edition(ON).vocabulary.by_name()["holder"]
    assert holder.values == {kind.value for kind in AgencyType}
