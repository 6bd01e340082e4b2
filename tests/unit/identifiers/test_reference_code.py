"""References survive the phone: every one wrong character or exchange is noticed."""

import re
from itertools import combinations

import pytest

from sharewell.core.identifiers import BadIdentifier, parse_reference, reference_code

LETTERS = "0123456789BCDFGHJKMNPQRTVWXYZ"
SEEDS = [number.to_bytes(8, "big") for number in (0, 1, 2**40 + 17, 2**63, 2**64 - 1)]


@pytest.mark.parametrize("seed", SEEDS)
def test_reference_has_its_shape_and_reads_back(seed: bytes) -> None:
    code = reference_code(seed)
    assert re.fullmatch(rf"SW-[{LETTERS}]{{4}}-[{LETTERS}]{{4}}", code)
    assert parse_reference(code) == code


def test_reference_never_changes_for_the_same_bytes() -> None:
    assert reference_code(b"\x00" * 8) == "SW-0000-0000"
    assert reference_code(bytes(range(8))) == "SW-6H6J-YCQ7"


def test_reference_is_read_as_people_type_it() -> None:
    code = reference_code(SEEDS[2])
    body = code.removeprefix("SW-")
    for text in (code.lower(), f" {code} ", code.replace("-", ""), body, f"sw {body}"):
        assert parse_reference(text) == code
    assert parse_reference("sw-oOo0-ooO0") == "SW-0000-0000"


def test_lookalikes_are_read_as_the_digit() -> None:
    code = next(
        code
        for number in range(10_000)
        if {"1", "5"} <= set(code := reference_code((number * 7919).to_bytes(8, "big")))
    )
    body = code.removeprefix("SW-")
    for one, five in (("I", "S"), ("l", "s"), ("L", "S"), ("i", "5")):
        assert parse_reference(body.replace("1", one).replace("5", five)) == code


@pytest.mark.parametrize("seed", SEEDS)
def test_every_single_wrong_character_is_noticed(seed: bytes) -> None:
    body = reference_code(seed).removeprefix("SW-").replace("-", "")
    for place in range(8):
        for letter in set(LETTERS) - {body[place]}:
            with pytest.raises(BadIdentifier, match="own check"):
                parse_reference(body[:place] + letter + body[place + 1 :])


@pytest.mark.parametrize("seed", SEEDS)
def test_every_exchange_of_two_characters_is_noticed(seed: bytes) -> None:
    body = list(reference_code(seed).removeprefix("SW-").replace("-", ""))
    for first, second in combinations(range(8), 2):
        swapped = body.copy()
        swapped[first], swapped[second] = swapped[second], swapped[first]
        if swapped != body:
            with pytest.raises(BadIdentifier, match="own check"):
                parse_reference("".join(swapped))


@pytest.mark.parametrize(
    "text", ["", "SW", "SW-0000-000", "SW-0000-00000", "XX-0000-0000", "SW-000A-0000"]
)
def test_what_is_not_shaped_like_a_reference_is_refused(text: str) -> None:
    with pytest.raises(BadIdentifier, match="SW-7F3K-2Q9D"):
        parse_reference(text)


def test_too_few_random_bytes_are_refused() -> None:
    with pytest.raises(BadIdentifier, match="8 random bytes"):
        reference_code(b"\0" * 7)
