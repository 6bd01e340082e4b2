"""What is timed against each other says the same; needs none of the other engines."""

import random

import pytest

from sharewell.core.procedure.compiled import compile_decider
from tests.aimed_facts import drawn
from tests.bench.agreement import of_hand, of_trace
from tests.bench.by_hand import decide
from tests.bench.slice import cut
from tests.bench.small_rules import RULES

PART = cut("small", RULES)
DECIDER = compile_decider(PART.edition, PART.tables)


def test_the_hand_written_function_and_the_decider_agree():
    for given in drawn(random.Random(7), RULES, 2000, people=1):
        assert of_hand(decide(given)) == of_trace(PART, DECIDER.trace(given))


def test_the_slice_keeps_every_fact_so_that_both_check_the_same():
    assert PART.edition.vocabulary == RULES.vocabulary


@pytest.mark.parametrize("fact", RULES.vocabulary.facts, ids=lambda fact: fact.name)
def test_both_refuse_another_value_of_any_fact(fact):
    (given,) = drawn(random.Random(7), RULES, 1, people=1)
    where = given["people"][0] if fact.of_person else given["answers"]
    for value in ("Other", None):
        where[fact.name] = [value] if fact.many else value
        for one in (decide, DECIDER.trace):
            with pytest.raises(ValueError if one is decide else Exception):
                one(given)
