"""What nothing overrides holds for drawn facts, as written by hand from the rules.

The proof (tests/proof) shows the same for every set of facts and is shown to fail; this
is a second wording of the rules, which shares nothing with the proof's.
"""

import procedure_invariants as invariants
import pytest
from drawn_facts import ON, VOCABULARY, near_a_plain_case, whole_facts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sharewell.core.procedure.evaluate import evaluate
from sharewell.core.procedure.facts import parse_facts
from sharewell.rulebooks.load import edition

SERIOUS = ["unsure", "reasonable_cause", "immediate_danger"]
DRAWN = st.one_of(whole_facts(), whole_facts(level=SERIOUS), near_a_plain_case())
quietly = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("day", ["2020-01-01", "2026-11-20"])
@quietly
@given(drawn=DRAWN)
def test_the_invariants_hold(day, drawn):
    rules = edition(ON.fromisoformat(day))
    advice = evaluate(parse_facts(drawn, VOCABULARY), edition=rules)
    assert advice.complete, advice.open_questions
    for invariant in invariants.ALL:
        invariant(drawn["answers"], drawn["people"], advice)
