"""Each published case, stated in our facts, gets the answer that its source gives.

`expect` is one reader's label of the source; `differs` names, with the reason, each
answer on which we knowingly part from it. Both are checked, so neither can go stale.
"""

import json
from pathlib import Path

import pytest

from sharewell import advise
from sharewell.core.procedure.advice import Outcome

CASES = [
    json.loads(path.read_text())
    for path in sorted(Path(__file__).with_name("cases").glob("*.json"))
]
PARTED = {
    ("haringey-anonymous-letter", "family_informed"),
    ("haringey-anonymous-letter", "share"),
    ("s16la-early-need", "share"),
    ("s16la-early-need", "family_informed"),
}


def test_every_published_case_is_there():
    assert len(CASES) == 28


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_published_case_gets_its_answer(case):
    advice = advise(case["facts"])
    assert advice.complete, advice.open_questions
    differs = {name: part["answer"] for name, part in case.get("differs", {}).items()}
    plain = advice.to_json()["plain"]
    given = {name: plain[name] for name in case["expect"]}
    assert given == case["expect"] | differs


def test_we_part_from_the_sources_nowhere_else():
    parted = {(c["id"], name) for c in CASES for name in c.get("differs", {})}
    assert parted == PARTED
    assert all(p["because"] for c in CASES for p in c.get("differs", {}).values())


def test_no_child_is_left_unprotected():
    wrong_no = [
        case["id"]
        for case in CASES
        if case["expect"]["share"] != "no"
        and advise(case["facts"]).outcome is Outcome.DO_NOT_SHARE
    ]
    assert wrong_no == []


def test_a_father_refused_the_notes_does_not_hide_what_the_front_door_is_owed():
    advice = advise(_facts("mdu-estranged-father-14"))
    assert advice.outcome is Outcome.DO_NOT_SHARE
    assert "front_door" in {owed.to_whom for owed in advice.also_owed}
    assert "if_still_worried" in {step.code for step in advice.steps}


def test_the_duty_not_yet_in_force_is_shown_with_its_difference():
    findings = advise(_facts("s16la-early-need")).findings
    shown = [f for f in findings if not f.operative]
    assert [(f.provision, f.would_give) for f in shown] == [("N-D51", "share_now")]


def test_the_duty_is_not_shown_before_its_reported_start():
    facts = _facts("s16la-early-need") | {"date": "2026-09-29"}
    assert all(finding.operative for finding in advise(facts).findings)


def _facts(name):
    return next(case["facts"] for case in CASES if case["id"] == name)
