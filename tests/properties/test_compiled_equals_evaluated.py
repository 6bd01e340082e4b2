"""The compiled decider and the three-valued evaluator say the same of whole facts."""

import random
from datetime import date

import pytest

from sharewell.core.procedure.compiled import compile_decider
from sharewell.core.procedure.evaluate import evaluate
from sharewell.core.procedure.facts import ContradictoryFacts, parse_facts
from sharewell.rulebooks.load import edition
from tests.aimed_facts import drawn, meeting, one

DAYS = (date(2019, 6, 1), date(2026, 11, 20))  # on either side of April 2024
COUNT = 500


@pytest.fixture(scope="module", params=DAYS, ids=str)
def rules(request):
    return edition(request.param)


@pytest.fixture(scope="module")
def decider(rules):
    return compile_decider(rules)


@pytest.fixture(scope="module")
def met(rules, decider):
    return meeting(random.Random(3), rules, decider.trace_if_fits)


def test_compiled_advice_equals_the_evaluator_s(rules, decider, met):
    for given in (*drawn(random.Random(1), rules, COUNT), *met.values()):
        wanted = evaluate(parse_facts(given, rules.vocabulary), edition=rules)
        assert decider.advise(given) == wanted


def test_nearly_every_operative_row_is_met(rules, met):
    operative = {row.id for row in rules.provisions if row.operative}
    assert len(met.keys() & operative) > 0.95 * len(operative)


def test_contradictions_are_refused_in_the_same_words(rules, decider):
    chance = random.Random(2)
    drawn_sets = [one(chance, rules) for _ in range(COUNT)]
    refused = [(given, says) for given in drawn_sets if (says := fault(given, rules))]
    assert refused
    for given, says in refused:
        with pytest.raises(ContradictoryFacts) as seen:
            decider.trace(given)
        assert str(seen.value) == says


def fault(given, rules):
    try:
        parse_facts(given, rules.vocabulary)
    except ContradictoryFacts as contradiction:
        return str(contradiction)
    return ""
