"""Drawn names and people: keys are stable, and grading does not depend on who asks."""

import unicodedata
from dataclasses import replace
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from sharewell.core.matching.grade import MatchGrade, Person, grade
from sharewell.core.matching.normalise import LONGEST_KEY, normalise_name

GIVEN_NAMES = st.sampled_from(["Ada", "Bea", "Zoë", "Baby", "Unknown", ""])
FAMILY_NAMES = st.sampled_from(["Testwood", "Test-Wood", "Otherly", ""])
BIRTHS = st.sampled_from([None, date(1900, 1, 1), date(2018, 5, 4), date(2016, 1, 2)])
IDENTIFIERS = st.sampled_from(
    [("nhs_number", "1"), ("nhs_number", "2"), ("upn", "1"), ("upn", "2")]
)
PEOPLE = st.builds(
    Person,
    given=GIVEN_NAMES,
    family=FAMILY_NAMES,
    born_on=BIRTHS,
    identifiers=st.frozensets(IDENTIFIERS, max_size=2),
    also_known_as=st.lists(st.tuples(GIVEN_NAMES, FAMILY_NAMES), max_size=1).map(tuple),
)


@given(st.text(max_size=40), st.text(max_size=40))
@example("\u0345", "ͅΑ")
@example("\u1e9b\u0323", "\ufdfa")
def test_key_is_stable_and_short(given_name: str, family: str) -> None:
    key = normalise_name(given_name, family)
    if key is None:
        return
    assert 0 < len(key) <= LONGEST_KEY
    given_key, _, family_key = key.partition(" ")
    if len(key) < LONGEST_KEY:
        assert normalise_name(given_key, family_key) in (key, None)


@given(st.text(max_size=20), st.text(max_size=20))
def test_form_of_the_text_does_not_matter(given_name: str, family: str) -> None:
    keys = {
        normalise_name(
            unicodedata.normalize(form, given_name), unicodedata.normalize(form, family)
        )
        for form in ("NFC", "NFD", "NFKC", "NFKD")
    }
    assert keys == {normalise_name(given_name, family)}


@given(PEOPLE, PEOPLE)
def test_grade_does_not_depend_on_who_asks(one: Person, other: Person) -> None:
    assert grade(one, other) == grade(other, one)


@given(PEOPLE, PEOPLE)
def test_nothing_is_certain_without_a_shared_identifier(
    one: Person, other: Person
) -> None:
    match = grade(one, other)
    if match and match.grade is MatchGrade.CERTAIN:
        assert one.identifiers & other.identifiers


@given(PEOPLE, PEOPLE)
def test_shared_identifier_is_never_passed_over(one: Person, other: Person) -> None:
    if one.identifiers & other.identifiers:
        assert grade(one, other) is not None


@given(PEOPLE)
def test_twins_without_a_shared_identifier_are_never_matched(person: Person) -> None:
    one = replace(person, given="Ada", also_known_as=(), identifiers=frozenset())
    assert grade(one, replace(one, given="Bea")) is None


@given(PEOPLE, PEOPLE)
def test_every_match_says_why(one: Person, other: Person) -> None:
    match = grade(one, other)
    if match:
        assert match.because
        assert all(reason.endswith(".") for reason in match.because)
