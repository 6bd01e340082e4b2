"""Numbers are read as people write them, and refused with what to do.

NHS numbers here are from the range 999, which is kept for tests.
"""

import pytest

from sharewell.core.identifiers import (
    BadIdentifier,
    mask,
    parse_nhs_number,
    parse_postcode,
    parse_upn,
)


@pytest.mark.parametrize(
    "text", ["9990000018", "999 000 0018", " 999-000-0018\n", "999\u00a0000\u20110018"]
)
def test_nhs_number_is_read_with_spaces_and_hyphens(text: str) -> None:
    assert parse_nhs_number(text) == "9990000018"


def test_nhs_number_whose_check_digit_is_zero() -> None:
    # 9x10 + 9x9 + 9x8 + 7x3 = 264, a multiple of 11: the check of 11 is written 0.
    assert parse_nhs_number("999 000 0700") == "9990000700"


@pytest.mark.parametrize("check", "0123456789")
def test_nhs_number_whose_check_would_be_ten_does_not_exist(check: str) -> None:
    # 9x10 + 9x9 + 9x8 + 4x3 + 5x2 = 265, which leaves 1 of 11: 10 is no digit.
    with pytest.raises(BadIdentifier, match="check"):
        parse_nhs_number(f"999000045{check}")


def test_every_other_last_digit_of_an_nhs_number_is_refused() -> None:
    accepted = []
    for check in "0123456789":
        try:
            accepted.append(parse_nhs_number(f"999000001{check}"))
        except BadIdentifier:
            continue
    assert accepted == ["9990000018"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "999000001",
        "99900000180",
        "999000001X",
        "٩٩٩٠٠٠٠٠١٨",
        "9990000018; 1",
    ],
)
def test_what_is_not_ten_digits_is_no_nhs_number(text: str) -> None:
    with pytest.raises(BadIdentifier, match="10 digits"):
        parse_nhs_number(text)


@pytest.mark.parametrize("digit", "0123456789")
def test_ten_equal_digits_are_a_filler(digit: str) -> None:
    with pytest.raises(BadIdentifier, match="filler"):
        parse_nhs_number(digit * 10)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 8x2 + 1x4 + 2x5 + 5x10 + 1x13 = 93, which leaves 1 of 23: B.
        ("B801200005001", "B801200005001"),
        (" b801 200005 001", "B801200005001"),
        # A catalogue example that suppliers add up wrongly: 266 leaves 13: P, not Q.
        ("P207000016049", "P207000016049"),
        # Temporary: the last letter counts as its place, Z as 22: 80 + 286 leaves 21.
        ("Y80120000500Z", "Y80120000500Z"),
    ],
)
def test_pupil_number_is_read(text: str, expected: str) -> None:
    assert parse_upn(text) == expected


@pytest.mark.parametrize("text", ["A801200005001", "Q207000016049", "B801200005010"])
def test_pupil_number_with_a_wrong_check_is_refused(text: str) -> None:
    with pytest.raises(BadIdentifier, match="own check"):
        parse_upn(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "B80120000500",
        "B8012000050011",
        "1801200005001",
        "I801200005001",
        "B80120000500S",
        "B8012000A5001",
        "B80120000500١",
    ],
)
def test_what_is_not_shaped_like_a_pupil_number_is_refused(text: str) -> None:
    with pytest.raises(BadIdentifier, match="13 characters"):
        parse_upn(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gu1 1aa", "GU1 1AA"),
        ("GU11AA", "GU1 1AA"),
        ("  g u 1-1 a a ", "GU1 1AA"),
        ("m1 1ae", "M1 1AE"),
        ("b33 8th", "B33 8TH"),
        ("cr2 6xh", "CR2 6XH"),
        ("dn551pt", "DN55 1PT"),
        ("w1a 1hq", "W1A 1HQ"),
        ("ec1a 1bb", "EC1A 1BB"),
        ("bf1 0aa", "BF1 0AA"),
        ("gir 0aa", "GIR 0AA"),
    ],
)
def test_postcode_is_written_one_way(text: str, expected: str) -> None:
    assert parse_postcode(text) == expected


@pytest.mark.parametrize(
    "text", ["", "GU1", "GU1 1A", "GU1 AAA", "1GU 1AA", "GU1 1CA", "QU1 1AA", "GIR 1AA"]
)
def test_what_is_not_shaped_like_a_postcode_is_refused(text: str) -> None:
    with pytest.raises(BadIdentifier, match="postcode"):
        parse_postcode(text)


def test_stand_in_for_no_fixed_abode_is_no_postcode() -> None:
    with pytest.raises(BadIdentifier, match="no fixed abode"):
        parse_postcode("ZZ99 3VZ")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("9990000018", "••••••••18"),
        ("999 000 0018", "••• ••• ••18"),
        ("GU1 1AA", "••• •AA"),
        ("12345", "•••••"),
        ("Zoë", "•••"),
        ("", ""),
    ],
)
def test_mask_shows_at_most_the_last_two(value: str, expected: str) -> None:
    assert mask(value) == expected
