"""Scoring cases: each kind of fault apart, files that are no cases by name."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from sharewell import advise
from sharewell.cli.rules import run
from sharewell.core.procedure.advice import Plain
from sharewell.rulebooks.authoring.scoring import (
    NoAnswer,
    Score,
    agrees,
    checked,
    sharing,
)

CASES = Path(__file__).parents[2] / "spec" / "cases"


@pytest.mark.parametrize(
    ("expected", "got", "score"),
    [
        ("yes", "yes", Score.AGREES),
        ("no", "no", Score.AGREES),
        ("advice", "advice", Score.AGREES),
        ("yes", "no", Score.UNSAFE_MISS),
        ("no", "yes", Score.OVER_SHARE),
        ("yes", "advice", Score.HALF_FAULT),
        ("no", "advice", Score.HALF_FAULT),
        ("advice", "yes", Score.HALF_FAULT),
        ("advice", "no", Score.HALF_FAULT),
        ("na", "no", Score.NOT_SCORED),
    ],
)
def test_sharing(expected, got, score):
    assert sharing(expected, got) is score


@pytest.mark.parametrize(
    ("expected", "got", "same"),
    [
        ("na", "yes", None),
        ("yes", "yes", True),
        ("no", "yes", False),
        ("no", "not_applicable", True),
        ("yes", "not_applicable", False),
        ("not_applicable", "no", True),
    ],
)
def test_nobody_to_ask_is_read_as_not_asked(expected, got, same):
    assert agrees(expected, got) is same


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Writes case files; the advice on one whose facts say so is what they say."""

    def planted(facts):
        if "advice" not in facts:
            return advise(facts)
        return SimpleNamespace(plain=Plain(*facts["advice"]), open_questions=())

    monkeypatch.setattr("sharewell.cli.rules.cases.advise", planted)

    def write(**cases):
        for name, case in cases.items():
            text = case if isinstance(case, str) else json.dumps(case)
            (tmp_path / f"{name}.json").write_text(text)
        return str(tmp_path)

    return write


GOT = {"advice": ["yes", "no", "not_applicable"]}


def case(share, name="one", facts=GOT):
    return {"id": name, "facts": facts, "expect": {"share": share}}


def scored(folder, capsys, *options):
    code = run(["cases", folder, "--json", *options])
    return code, json.loads(capsys.readouterr().out)


def test_a_case_that_agrees(folder, capsys):
    code, given = scored(folder(a=case("yes")), capsys)
    assert code == 0 and given["sharing"]["agrees"] == 1 and given["faults"] == {}


@pytest.mark.parametrize(
    ("expected", "given", "kind"),
    [("yes", "no", "unsafe_miss"), ("no", "yes", "over_share")],
)
def test_an_unsafe_miss_and_an_over_share_fail(folder, capsys, expected, given, kind):
    facts = {"advice": [given, "no", "no"]}
    code, scores = scored(folder(a=case(expected, facts=facts)), capsys)
    assert code == 1 and scores["sharing"][kind] == 1
    assert run(["cases", folder()]) == 1
    shown = capsys.readouterr().out
    assert f"(share expected {expected}, got {given})" in shown


def test_half_a_fault_is_no_failure(folder, capsys):
    code, scores = scored(folder(a=case("advice")), capsys)
    assert code == 0 and scores["sharing"]["half_fault"] == 1


def test_asking_and_telling_are_counted_apart(folder, capsys):
    expect = {"share": "yes", "agreement_sought": "yes", "family_informed": "no"}
    code, scores = scored(folder(a={**case("yes"), "expect": expect}), capsys)
    assert code == 0
    assert scores["agreement_sought"] == {"agree": 0, "differ": 1}
    assert scores["family_informed"] == {"agree": 1, "differ": 0}


def test_answers_in_a_file_of_their_own(folder, tmp_path, capsys):
    answers = {"one": {"share": "yes", "agreement_sought": "na", "why": "x"}}
    file = tmp_path / "elsewhere.txt"
    file.write_text(json.dumps(answers))
    code, given = scored(folder(a=case("na")), capsys, "--answers", str(file))
    assert code == 0 and given["sharing"]["agrees"] == 1
    assert given["agreement_sought"] == {"agree": 0, "differ": 0}
    file.write_text(json.dumps(answers | {"two": {"share": "no"}}))
    code, given = scored(folder(a=case("na")), capsys, "--answers", str(file))
    assert code == 2 and "two" in given["faults"]["answers"]


def test_an_incomplete_case_lists_its_open_questions(folder, capsys):
    facts = {"date": "2026-11-20", "answers": {}}
    path = folder(a=case("yes", facts=facts))
    assert run(["cases", path]) == 0
    shown = capsys.readouterr().out
    assert "one: incomplete" in shown and "  open: level" in shown
    assert "   1 incomplete" in shown and "   0 agree on sharing" in shown


BAD = {
    "no json": "{",
    "no object": "3",
    "deep": "[" * 100_000,
    "no facts": {"id": "x"},
    "no id": {"facts": {}, "expect": {"share": "yes"}},
    "misspelt": case("yes", facts={"date": "2026-11-20", "answers": {"levle": "x"}}),
    "no date": case("yes", facts={"answers": {}}),
    "too early": case("yes", facts={"date": "1999-01-01"}),
    "no expect": {"id": "x", "facts": GOT},
    "other answer": case("perhaps"),
    "a list as answer": case(["yes"]),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_and_the_others_scored(folder, capsys, name):
    code, given = scored(folder(bad=BAD[name], good=case("yes", "good")), capsys)
    assert code == 2 and list(given["faults"]) == ["bad.json"]
    assert given["sharing"]["agrees"] == 1


def test_two_cases_with_one_id(folder, capsys):
    code, given = scored(folder(a=case("yes"), b=case("yes")), capsys)
    assert code == 2 and "twice" in given["faults"]["b.json"]


def test_no_folder_and_no_answers(tmp_path, capsys):
    assert run(["cases", str(tmp_path / "none")]) == 2
    assert run(["cases", str(tmp_path)]) == 2
    assert run(["cases", str(CASES), "--answers", str(tmp_path / "none")]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_the_published_cases_are_scored_without_one_figure(capsys):
    assert run(["cases", str(CASES)]) == 0
    shown = capsys.readouterr().out
    assert "%" not in shown and "agree on family informed" in shown


def test_no_expected_answer():
    with pytest.raises(NoAnswer, match="at least one"):
        checked({"why": "x"})
