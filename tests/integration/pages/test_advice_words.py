"""Advice in words: the law told apart, every finding with the way to its provision."""

from typing import Any

import pytest
from markupsafe import Markup

from sharewell.rulebooks.reports import Report
from sharewell.web.jinja import environment
from sharewell.web.presenters.advice import advice_words
from sharewell.web.presenters.findings import SHOWN, report_words

CITED = [{"document": "ECHR", "ref": "Art 8"}]
LAW = {
    "candidates": [
        {
            "basis": "law_enforcement_part_3",
            "special_category_condition": "Schedule 8",
            "regime": "law_enforcement",
            "citations": CITED,
        }
    ],
    "confidence": "About confidence.",
    "human_rights": "About private life.",
    "agreement": "About agreement.",
}


def advice(law: dict[str, Any] | None) -> dict[str, Any]:
    """The JSON of an advice that says nothing but the law."""
    empty: dict[str, Any] = dict.fromkeys(
        ("withhold", "people", "also_owed", "steps", "findings", "open_questions"), ()
    )
    return {
        **empty,
        "complete": law is not None,
        "outcome": None,
        "how_much": None,
        "lawful_basis": law,
        "on": "2026-11-25",
    }


def card(law: dict[str, Any] | None) -> Markup:
    template = environment(autoescape=True).get_template("macros/advice.html")
    shown: Markup = template.module.advice_card(advice_words(advice(law)))  # type: ignore[attr-defined]
    return shown


def test_four_questions_of_law_have_four_answers_in_this_order() -> None:
    shown = card(LAW)
    order = [
        "Data protection",
        "Law enforcement, Part 3",
        "under Part 3, for police",
        "Human rights",
        "About private life.",
        "Confidence",
        "About confidence.",
        "Agreement",
        "About agreement.",
    ]
    places = [shown.index(one) for one in order]
    assert places == sorted(places)


@pytest.mark.parametrize("missing", ["human_rights", "confidence", "agreement"])
def test_what_an_older_decision_does_not_answer_is_left_out(missing: str) -> None:
    older = {key: value for key, value in LAW.items() if key != missing}
    assert LAW[missing] not in card(older)


def test_while_questions_are_open_nothing_is_said_about_the_law() -> None:
    assert "The law" not in card(None)


def test_where_nothing_goes_no_basis_is_offered() -> None:
    assert "Nothing goes, so no basis is needed." in card({**LAW, "candidates": []})


def test_a_finding_leads_to_its_provision_on_the_day_of_the_advice() -> None:
    found = {
        "provision": "X 1",
        "text": "Because.",
        "citations": CITED,
        "operative": True,
        "would_give": None,
    }
    words = advice_words({**advice(LAW), "findings": [found]})
    assert words["findings"][0]["href"] == "/guidance/provisions/X%201?on=2026-11-25"


def test_a_report_of_any_shape_becomes_lines_and_tables() -> None:
    found = {
        "proved": True,
        "sets": 1234567,
        "rows": [{"id": n, "when": {"level": ["in_need"]}} for n in range(SHOWN + 2)],
        "clauses": {"1.a": "a journey"},
        "notes": [],
    }
    words = report_words(Report("proof", found))
    assert words is not None
    assert words["lines"] == [
        {"key": "Proved", "value": "yes"},
        {"key": "Sets", "value": "1,234,567"},
        {"key": "Notes", "value": ""},
    ]
    rows, clauses = words["tables"]
    assert rows["columns"] == ["Id", "When"]
    assert rows["rows"][0] == ["0", "level: in_need"]
    assert (len(rows["rows"]), rows["left_out"]) == (SHOWN, 2)
    assert clauses["rows"] == [["1.a", "a journey"]]
    assert report_words(None) is None
