"""A typed date: what is accepted, and which words say what is wrong."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from sharewell.web.govuk import GovDateField, When
from sharewell.web.govuk.date_field import NoToday

TODAY = date(2026, 11, 22)


def field(when: When = When.ANY, *, required: bool = True) -> GovDateField:
    made = GovDateField(label="Date of birth", when=when, required=required)
    made.today = TODAY
    return made


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", "MAR"])
def test_a_month_may_be_a_number_or_a_name(month: str) -> None:
    assert field().clean(["27", month, "2015"]) == date(2015, 3, 27)


@pytest.mark.parametrize(
    ("typed", "message", "parts"),
    [
        (["", "", ""], "Enter date of birth", ("day", "month", "year")),
        (["3", "", "2015"], "Date of birth must include a month", ("month",)),
        (
            ["3", " ", ""],
            "Date of birth must include a month and a year",
            ("month", "year"),
        ),
        (["3", "4", "15"], "Year must include 4 numbers", ("year",)),
        (
            ["31", "2", "2015"],
            "Date of birth must be a real date",
            ("day", "month", "year"),
        ),
        (
            ["+1", "2", "2015"],
            "Date of birth must be a real date",
            ("day", "month", "year"),
        ),
        (
            ["٣", "2", "2015"],
            "Date of birth must be a real date",
            ("day", "month", "year"),
        ),
        (
            ["1", "2", "0000"],
            "Date of birth must be a real date",
            ("day", "month", "year"),
        ),
    ],
)
def test_an_error_names_what_is_wrong(
    typed: list[str], message: str, parts: tuple[str, ...]
) -> None:
    with pytest.raises(ValidationError) as caught:
        field().clean(typed)
    assert caught.value.messages == [message]
    assert caught.value.params == {"parts": parts}


@pytest.mark.parametrize(
    ("when", "allowed"),
    [
        (When.PAST, {"21"}),
        (When.TODAY_OR_PAST, {"21", "22"}),
        (When.TODAY_OR_FUTURE, {"22", "23"}),
        (When.FUTURE, {"23"}),
        (When.ANY, {"21", "22", "23"}),
    ],
)
def test_a_date_is_on_the_right_side_of_today(when: When, allowed: set[str]) -> None:
    for day in ("21", "22", "23"):
        if day in allowed:
            assert field(when).clean([day, "11", "2026"]) == date(2026, 11, int(day))
        else:
            with pytest.raises(ValidationError, match=f"must be {when}"):
                field(when).clean([day, "11", "2026"])


def test_an_optional_date_may_be_left_empty() -> None:
    assert field(required=False).clean(["", "", ""]) is None
    assert field(required=False).clean(None) is None


def test_half_an_optional_date_is_still_an_error() -> None:
    with pytest.raises(ValidationError, match="must include a year"):
        field(required=False).clean(["1", "2", ""])


def test_a_field_without_its_today_fails_loudly() -> None:
    untold = GovDateField(label="Date of birth", when=When.PAST)
    with pytest.raises(NoToday, match=r"Set field\.today"):
        untold.clean(["1", "2", "2015"])
