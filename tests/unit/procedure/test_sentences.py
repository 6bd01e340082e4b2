"""Rows as sentences: all that a row says is said, in the words of the questions."""

import dataclasses

import pytest

from sharewell.core.procedure.sentences import row_sentence, term_sentence
from sharewell.rulebooks.authoring.book import read_book
from sharewell.rulebooks.authoring.contents import contents
from tests.unit.rulebooks.small import write


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return contents(read_book(write(tmp_path_factory.mktemp("small"))))


def said(small, name, **changed):
    row = next(row for row in small.rows if row.id == name)
    return row_sentence(dataclasses.replace(row, **changed), small.vocabulary)


def test_a_row_with_a_condition(small):
    assert said(small, "D1") == (
        "If “serious” holds, then the procedure points to: share now; "
        "because Serious harm is shared. [GUIDE s1]; from 1 July 2018."
    )


def test_a_row_that_ends_and_reasons_with_dates_of_their_own(small):
    assert said(small, "D2") == (
        "If “How worried are you?” is answered “I am not sure”, then the procedure "
        "points to: seek advice; because Ask when unsure. [GUIDE s1] (from 1 July 2018 "
        "to 31 May 2025) Ask when unsure, as before. [GUIDE s2] (from 1 June 2025 to "
        "31 December 2025); "
        "from 1 July 2018 to 31 December 2025."
    )


def test_several_answers_another_table_and_details(small):
    assert said(small, "S1") == (
        "If “What is it about?” is answered with “Neglect” or “An injury”, and the "
        "answer of “determination” is “share now”, then one step is: ring, "
        '“Ring = today, "soon".”, within 4 hours; because A telephone call. '
        "[GUIDE s2]; from 1 July 2018."
    )


def test_the_row_for_the_rest_and_what_is_not_so(small):
    assert said(small, "REST-determination").startswith("In all other cases, then")
    assert said(small, "S1", when={}).startswith("Always, then one step is")
    assert "“serious” does not hold" in said(
        small, "D1", when={"serious": frozenset({"false"})}
    )


def test_most_of_the_answers_are_told_by_what_is_left_out(small):
    fact = small.vocabulary.by_name()["level"]
    more = dataclasses.replace(
        fact, choices=(*fact.choices, dataclasses.replace(fact.choices[0], value="x"))
    )
    vocabulary = dataclasses.replace(small.vocabulary, facts=(more,))
    row = next(row for row in small.rows if row.id == "D2")
    row = dataclasses.replace(row, when={"level": frozenset({"harm", "unsure", "x"})})
    assert "anything but “No worry”" in row_sentence(row, vocabulary)


def test_law_that_awaits_an_officer(small):
    waits = said(small, "D1", awaits="new_duty", operative=False)
    assert "nothing until an officer confirms new duty" in waits
    assert "has confirmed the start of new duty" in said(small, "D1", awaits="new_duty")


def test_a_named_condition(small):
    assert term_sentence(small.terms["serious"], small.vocabulary) == (
        "“serious” holds if “How worried are you?” is answered “A child is being "
        "harmed”; or “How worried are you?” is answered “I am not sure”, and “What is "
        "it about?” is answered with “Neglect” or “An injury”; because What is "
        "serious. [GUIDE s1]"
    )
    assert "for somebody listed “Is it safe" in term_sentence(
        small.terms["somebody_safe"], small.vocabulary
    )


def test_every_shipped_row_and_condition_can_be_said():
    held = contents(read_book())
    for row in held.rows:
        sentence = row_sentence(row, held.vocabulary)
        assert all(f"[{c.document} {c.ref}]" in sentence for c in row.citations)
        assert all(reason.says in sentence for reason in row.because)
    for term in held.terms.values():
        assert term.because[0].says in term_sentence(term, held.vocabulary)
