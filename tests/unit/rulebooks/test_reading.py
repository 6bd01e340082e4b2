"""Guidance content: cited, complete, answering every doubt that a question raises."""

from datetime import date

import pytest

from sharewell.core.procedure.provision import RulebookError
from sharewell.rulebooks import guidance, open_questions
from sharewell.rulebooks.clocks import UnknownDuty
from sharewell.rulebooks.editions import edition_days, edition_on
from tests.architecture.source import CHECKOUT

TODAY = date(2026, 11, 25)
ON_PAPER = CHECKOUT / "docs" / "open-questions-for-officers.md"


def raised() -> set[str]:
    return {f.myth for f in edition_on(TODAY).vocabulary.facts if f.myth}


def test_both_editions_have_seven_golden_rules_and_one_ends_where_the_other_begins():
    older, newer = guidance.golden_rules()
    assert len(older.rules) == len(newer.rules) == 7
    assert older.end == newer.start
    for edition in (older, newer):
        assert [rule.cite.ref for rule in edition.rules] == [
            f"GR{n}" for n in range(1, 8)
        ]


def test_each_doubt_is_raised_by_a_question_and_each_that_is_raised_is_answered():
    assert raised() == {myth.id for myth in guidance.myths()}


def test_there_are_five_doubts_and_consent_asks_what_the_person_would_expect():
    by_id = {myth.id: myth for myth in guidance.myths()}
    assert len(by_id) == 5
    assert any("expect" in one for one in by_id["consent-always-needed"].ask)


def test_everything_to_read_names_its_source():
    read = [
        *guidance.myths(),
        *guidance.routes(),
        *guidance.people(),
        *guidance.exceptions(),
        *(one for group in open_questions.groups() for one in group.questions),
    ]
    assert all(one.cites for one in read)


def test_a_citation_that_leads_nowhere_is_refused():
    with pytest.raises(RulebookError, match="no such section"):
        guidance.citation("SURREY-4.4 s99", "A planted page")


def test_the_four_exceptions_and_the_written_reason():
    assert len(guidance.exceptions()) == 5


def test_every_clock_that_no_source_sets_has_a_figure():
    figures = {one.duty: one.figures(TODAY) for one in open_questions.clocks()}
    assert all(figures.values()), figures
    with pytest.raises(UnknownDuty):
        open_questions.OpenClock("planted", "?").figures(TODAY)


def test_the_questions_have_names_of_their_own():
    ids = [one.id for group in open_questions.groups() for one in group.questions]
    assert len(ids) == len(set(ids))


def test_the_document_says_what_the_content_says():
    assert ON_PAPER.read_text() == open_questions.document(), (
        "Write it anew: python -m sharewell.rulebooks.open_questions > "
        "docs/open-questions-for-officers.md"
    )


def test_law_that_waits_in_the_rows_is_among_the_open_questions():
    cited = {
        (cite.document, cite.ref)
        for group in open_questions.groups()
        for one in group.questions
        for cite in one.cites
    }
    waiting = [
        row
        for day in edition_days()
        for row in edition_on(day).provisions
        if not row.operative
    ]
    assert waiting
    for row in waiting:
        assert {(c.document, c.ref) for c in row.citations} & cited, row.id
