"""Half-answered facts: never a refusal, and what is not asked cannot matter."""

import random

from drawn_facts import ON, VOCABULARY, near_a_plain_case, whole_facts
from hypothesis import given, settings
from hypothesis import strategies as st

from sharewell.core.procedure.evaluate import evaluate
from sharewell.core.procedure.facts import parse_facts
from sharewell.core.procedure.questions import questions
from sharewell.rulebooks.load import edition

RULES = edition(ON)
often = settings(max_examples=50, deadline=None, derandomize=True, database=None)
# Some forty questions each, every one of them with the advice on it.
seldom = settings(often, max_examples=12)
ACCOUNTS = ("answered", "unknown", "not_asked")


def advice(facts):
    return evaluate(parse_facts(facts, VOCABULARY), edition=RULES)


def answer(facts):
    """All that a reader acts on; law not in force is shown on what is known so far."""
    given = advice(facts).to_json()
    for account in ACCOUNTS:
        del given[account]
    given["findings"] = [f for f in given["findings"] if f["operative"]]
    return given


def keep(facts, kept):
    """Only the answers whose (ref or None, fact) is kept."""
    return {
        "date": facts["date"],
        "answers": {k: v for k, v in facts["answers"].items() if (None, k) in kept},
        "people": [
            {k: v for k, v in p.items() if k == "ref" or (p["ref"], k) in kept}
            for p in facts["people"]
        ],
    }


def interview(facts):
    """Answer one question at a time from the whole facts until none is left."""
    kept = {(p["ref"], "relation") for p in facts["people"]}
    while True:
        partial = keep(facts, kept)
        left = questions(parse_facts(partial, VOCABULARY), edition=RULES)
        if not left:
            return partial
        kept.add((left[0].person, left[0].fact))


def every_fact(facts):
    of_people = [(p["ref"], k) for p in facts["people"] for k in p if k != "ref"]
    return [(None, name) for name in facts["answers"]] + of_people


@seldom
@given(whole=st.one_of(whole_facts(), near_a_plain_case()))
def test_what_is_not_asked_cannot_matter(whole):
    assert answer(interview(whole)) == answer(whole)


@often
@given(whole=whole_facts(), seed=st.integers(0, 2**32), share=st.floats(0, 1))
def test_partial_facts_never_say_do_not_share(whole, seed, share):
    drawn = random.Random(seed)
    partial = keep(whole, {f for f in every_fact(whole) if drawn.random() < share})
    for person, stated in zip(partial["people"], whole["people"], strict=True):
        person["relation"] = stated[
            "relation"
        ]  # repeated in the advice as it was stated
    given = advice(partial)
    assert given.complete == (not given.open_questions)
    if given.open_questions:
        assert given.outcome is None and given.plain is None and given.people == ()
    else:
        assert answer(partial) == answer(whole)


@often
@given(whole=whole_facts(), seed=st.integers(0, 2**32))
def test_what_is_owed_early_stays_owed(whole, seed):
    drawn = random.Random(seed)
    partial = keep(whole, {f for f in every_fact(whole) if drawn.random() < 0.5})
    early = {owed.to_whom for owed in advice(partial).also_owed}
    assert early <= {owed.to_whom for owed in advice(whole).also_owed}


@often
@given(whole=whole_facts(), seed=st.integers(0, 2**32))
def test_the_order_of_answers_does_not_matter(whole, seed):
    drawn = random.Random(seed)

    def shuffled(given):
        return dict(drawn.sample(list(given.items()), len(given)))

    other = shuffled(whole) | {
        "answers": shuffled(whole["answers"]),
        "people": [shuffled(person) for person in whole["people"]],
    }
    assert advice(other) == advice(whole)
