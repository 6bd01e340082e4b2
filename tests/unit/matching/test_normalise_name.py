"""One name written in several ways has one key; two names keep two."""

from datetime import date

import pytest

from sharewell.core.matching.normalise import (
    LONGEST_KEY,
    known_birth,
    normalise_name,
)


@pytest.mark.parametrize(
    ("given", "family", "key"),
    [
        ("Mary-Jane", "O'Brien", "maryjane obrien"),
        ("mary jane", "O Brien", "maryjane obrien"),
        (" MARYJANE ", "O\u2019BRIEN", "maryjane obrien"),
        ("Zoë", "Müller", "zoe muller"),
        ("Zoe\u0308", "Mu\u0308ller", "zoe muller"),
        ("Łukasz", "Żółć", "lukasz zolc"),
        ("Søren", "Groß", "soren gross"),
        ("İpek", "Işık", "ipek isik"),
        ("Ｎｏｒａ", "Ｂｅｅ", "nora bee"),
        ("Nora\u200b", "Bee\u00ad", "nora bee"),
        ("Артём", "Йорин", "артем иорин"),
        ("ΝΊΚΟΣ", "Βήτα", "νικοσ βητα"),
        ("مُحَمَّد", "علي", "محمد علي"),
        ("小明", "王", "小明 王"),
        ("가온", "한", "가온 한"),
        ("がく", "か", "がく か"),
        ("कुशा", "देवी", "कुशा देवी"),
        ("Priya", "", "priya"),
        ("Na", "Li", "na li"),
        ("Tess", "Test", "tess test"),
        ("Twinkle", "Babyface", "twinkle babyface"),
    ],
)
def test_name_has_its_key(given: str, family: str, key: str) -> None:
    assert normalise_name(given, family) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Ada", "Bee"), ("Adam", "Bee")),
        (("Ada", "Bee"), ("Ida", "Bee")),
        (("Anna", "Lee"), ("Ann", "Alee")),
        (("कुशा", "देवी"), ("काशा", "देवी")),
        (("がく", "か"), ("かく", "か")),
    ],
)
def test_different_names_keep_different_keys(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert normalise_name(*one) != normalise_name(*other)


@pytest.mark.parametrize(
    ("given", "family"),
    [
        ("", ""),
        ("", "Bee"),
        (" - ", "Bee"),
        ("Unknown", "Bee"),
        ("not known", "Bee"),
        ("N/A", "Bee"),
        ("Baby", "Bee"),
        ("Baby Girl", "Bee"),
        ("Baby of Ada", "Bee"),
        ("Twin 1", "Bee"),
        ("TWIN-2", "Bee"),
        ("Test", "Bee"),
        ("Ada", "Unknown"),
        ("Ada", "n/a"),
        ("Anon", "Anon"),
    ],
)
def test_words_that_stand_for_no_name_have_no_key(given: str, family: str) -> None:
    assert normalise_name(given, family) is None


def test_key_of_hostile_text_stays_within_its_length() -> None:
    key = normalise_name("\ufdfa" * 100, "ß" * 100)
    assert key is not None
    assert len(key) == LONGEST_KEY


@pytest.mark.parametrize(
    ("born_on", "known"),
    [
        (None, None),
        (date(1900, 1, 1), None),
        (date(2019, 1, 1), date(2019, 1, 1)),
    ],
)
def test_placeholder_is_no_date_of_birth(
    born_on: date | None, known: date | None
) -> None:
    assert known_birth(born_on) == known
