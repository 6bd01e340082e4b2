"""What nothing overrides holds for drawn facts, and a planted bad row is noticed."""

import copy

import procedure_invariants as invariants
import pytest
from drawn_facts import ON, VOCABULARY, near_a_plain_case, whole_facts
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sharewell.core.procedure.compile import compile_edition
from sharewell.core.procedure.evaluate import evaluate
from sharewell.core.procedure.facts import parse_facts
from sharewell.rulebooks.load import SHIPPED, edition, layer_files, read_folder

SERIOUS = ["unsure", "reasonable_cause", "immediate_danger"]
DRAWN = st.one_of(whole_facts(), whole_facts(level=SERIOUS), near_a_plain_case())
quietly = settings(
    max_examples=300,
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


def without(name):
    return name, None


def changed(name, **change):
    return name, change


FAULTS = {
    invariants.the_front_door_is_told: [
        changed("N-D4", then="do_not_share"),
        changed("N-D2", then="seek_agreement_first"),
        without("N-S3"),
    ],
    invariants.the_police_are_told: [without("N-O1"), without("N-O6")],
    invariants.nothing_forbids_a_referral: [
        changed("N-O4", when={"significant": True, "recipient": ["school"]}),
    ],
    invariants.a_refusal_never_hides_recorded_abuse: [without("N-O5")],
    invariants.unsure_is_never_do_not_share: [
        without("N-D21"),
        without("N-S4"),
        without("N-S12"),
    ],
    invariants.nobody_unsafe_is_asked_or_told: [
        without("N-A4"),
        without("N-A9"),
        without("N-T3"),
        without("N-T4"),
        without("N-T7"),
    ],
    invariants.the_exceptions_switch_off_asking: [
        without("N-A6"),
        without("N-A7"),
        without("N-A8"),
        without("N-A5"),
    ],
    invariants.telling_follows_its_own_exceptions: [
        without("N-T6"),
        without("N-T5"),
        changed("N-T10", asking_would="other"),
        changed("N-T3", look_again_days=None),
    ],
    invariants.what_locates_a_hidden_family_is_kept_back: [without("N-W1")],
}
PLANTED = [
    pytest.param(invariant, fault, id=f"{invariant.__name__}-{fault[0]}")
    for invariant in FAULTS
    for fault in FAULTS[invariant]
]


def planted(name, change):
    """The shipped rows with one fault."""
    files = copy.deepcopy([f for layer in SHIPPED for f in layer_files(layer)])
    for file in files:
        for row in file.get("row", ()):
            if row["id"] == name and change is not None:
                when = {k: v for k, v in change.items() if k in VOCABULARY.by_name()}
                row["when"] |= when
                row |= {k: v for k, v in change.items() if k not in when}
                for key in [k for k, v in row.items() if v is None]:
                    del row[key]
            row["over"] = [
                over for over in row.get("over", ()) if over != name or change
            ]
            if not row["over"]:
                del row["over"]
        if change is None and "row" in file:
            file["row"] = [row for row in file["row"] if row["id"] != name]
    return compile_edition(files, read_folder("sources"), ON)


def test_every_invariant_has_a_planted_fault():
    assert set(FAULTS) == set(invariants.ALL)


@pytest.mark.parametrize(("invariant", "fault"), PLANTED)
def test_a_planted_fault_breaks_its_invariant(invariant, fault):
    rules = planted(*fault)

    @settings(quietly, max_examples=2000, phases=[Phase.generate])
    @given(drawn=DRAWN)
    def holds(drawn):
        advice = evaluate(parse_facts(drawn, VOCABULARY), edition=rules)
        invariant(drawn["answers"], drawn["people"], advice)

    with pytest.raises((AssertionError, KeyError)):
        holds()
