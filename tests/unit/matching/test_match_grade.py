"""Who is graded as the same child, how surely, and in which words. All are made up."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sharewell.core.matching.grade import Match, MatchGrade, Person, grade

NHS = ("nhs_number", "9990000018")
OTHER_NHS = ("nhs_number", "9990000700")
UPN = ("upn", "B801200005001")
OTHER_UPN = ("upn", "P207000016049")
ADA = Person("Ada", "Testwood", date(2018, 5, 4))
WITH_NHS = replace(ADA, identifiers=frozenset({NHS}))


def found(query: Person, record: Person) -> Match:
    match = grade(query, record)
    assert match is not None
    return match


def test_same_identifier_is_certain() -> None:
    assert found(WITH_NHS, WITH_NHS) == Match(
        MatchGrade.CERTAIN, ("The NHS number is the same.",)
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"born_on": None},
        {"given": "", "family": ""},
        {"given": "", "family": "", "born_on": None},
        {"given": "Baby"},
    ],
)
def test_same_identifier_with_less_known_is_certain(changes: dict[str, Any]) -> None:
    assert found(WITH_NHS, replace(WITH_NHS, **changes)).grade is MatchGrade.CERTAIN


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"family": "Newname"}, "The name differs."),
        ({"given": "Bea", "family": "Newname"}, "The name differs."),
        ({"born_on": date(2018, 4, 5)}, "The date of birth differs."),
    ],
)
def test_same_identifier_with_one_difference_is_certain_and_says_so(
    changes: dict[str, Any], reason: str
) -> None:
    match = found(WITH_NHS, replace(WITH_NHS, **changes))
    assert match.grade is MatchGrade.CERTAIN
    assert match.because == ("The NHS number is the same.", reason)


def test_same_identifier_when_everything_else_differs_is_only_possible() -> None:
    stranger = Person("Bea", "Otherly", date(2011, 1, 2), frozenset({NHS}))
    match = found(WITH_NHS, stranger)
    assert match.grade is MatchGrade.POSSIBLE
    assert "everything else differs" in match.because[1]


def test_same_identifier_on_twins_is_only_possible() -> None:
    match = found(WITH_NHS, replace(WITH_NHS, given="Bea"))
    assert match.grade is MatchGrade.POSSIBLE
    assert "twin" in match.because[1]


def test_one_identifier_same_and_another_different_is_only_possible() -> None:
    one = replace(ADA, identifiers=frozenset({NHS, UPN}))
    other = replace(ADA, identifiers=frozenset({NHS, OTHER_UPN}))
    assert found(one, other) == Match(
        MatchGrade.POSSIBLE,
        ("The NHS number is the same.", "The unique pupil number differs."),
    )


def test_differing_identifiers_are_named_in_a_fixed_order() -> None:
    schemes = [f"hospital_{letter}" for letter in "abcdefgh"]
    one = replace(ADA, identifiers=frozenset((scheme, "1") for scheme in schemes))
    other = replace(ADA, identifiers=frozenset((scheme, "2") for scheme in schemes))
    assert found(one, other).because[1:] == tuple(
        f"The hospital {letter} differs." for letter in "abcdefgh"
    )


def test_same_value_in_another_scheme_is_no_match() -> None:
    one = Person("Ada", "Testwood", None, frozenset({("hospital_a", "7")}))
    other = Person("Bea", "Otherly", None, frozenset({("hospital_b", "7")}))
    assert grade(one, other) is None


def test_same_name_and_date_of_birth_is_probable() -> None:
    assert found(ADA, Person("ADA", "Test-Wood", ADA.born_on)) == Match(
        MatchGrade.PROBABLE, ("The name and the date of birth are the same.",)
    )


def test_same_name_and_date_of_birth_with_another_number_is_only_possible() -> None:
    match = found(WITH_NHS, replace(ADA, identifiers=frozenset({OTHER_NHS})))
    assert match.grade is MatchGrade.POSSIBLE
    assert match.because[1] == "The NHS number differs."


@pytest.mark.parametrize("born_on", [None, date(1900, 1, 1)])
def test_same_name_without_a_date_of_birth_is_possible(born_on: date | None) -> None:
    assert found(ADA, replace(ADA, born_on=born_on)) == Match(
        MatchGrade.POSSIBLE, ("The name is the same.", "A date of birth is not known.")
    )


@pytest.mark.parametrize(
    "record",
    [
        replace(ADA, given="Bea"),  # a twin
        replace(ADA, given="Bea", born_on=date(2016, 1, 1)),  # a sister
        replace(ADA, born_on=date(2018, 4, 5)),  # a namesake
        replace(ADA, given="Bea", born_on=None),
        replace(ADA, family="Otherly"),
        replace(ADA, given="Baby"),  # the name is not known: no reason to join
    ],
)
def test_siblings_twins_and_namesakes_are_not_matched(record: Person) -> None:
    assert grade(ADA, record) is None


def test_two_records_without_a_name_are_not_matched() -> None:
    nameless = Person("Unknown", "Testwood", ADA.born_on)
    assert grade(nameless, nameless) is None


def test_name_the_child_is_also_known_by_counts() -> None:
    also = Person(
        "Adelaide", "Oldname", ADA.born_on, also_known_as=(("Ada", "Testwood"),)
    )
    assert found(ADA, also).grade is MatchGrade.PROBABLE
    assert found(also, ADA).grade is MatchGrade.PROBABLE


def test_reasons_hold_no_value_of_a_record() -> None:
    words = " ".join(found(WITH_NHS, WITH_NHS).because)
    for value in (NHS[1], "Ada", "Testwood", "2018"):
        assert value not in words
