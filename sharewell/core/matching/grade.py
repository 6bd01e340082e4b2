"""How surely two records are one child, with the reasons in words.

First version: an identifier, or a name with a date of birth. It grades records, never
people: it says nothing about risk, and no number comes out of it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sharewell.core.identifiers import IdentifierScheme
from sharewell.core.matching.normalise import known_birth, normalise_name

_SCHEME_WORDS = {
    IdentifierScheme.NHS_NUMBER.value: "NHS number",
    IdentifierScheme.UPN.value: "unique pupil number",
}


class MatchGrade(StrEnum):
    """FHIR's grades of a person match; its certainly-not is None here."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


@dataclass(frozen=True)
class Person:
    """A child as asked about, or as one agency's record has them.

    `identifiers` are (scheme, value) pairs already parsed; a scheme that is not
    national carries its owner in its name. `also_known_as` are (given, family) pairs.
    """

    given: str
    family: str
    born_on: date | None
    identifiers: frozenset[tuple[str, str]] = frozenset()
    also_known_as: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Match:
    """A grade and why, each reason a short sentence that names no value."""

    grade: MatchGrade
    because: tuple[str, ...]


@dataclass(frozen=True)
class _Agreement:
    """How two records agree; None where one of them does not say."""

    name: bool | None
    birth: bool | None
    same_schemes: tuple[str, ...]
    other_schemes: tuple[str, ...]
    only_given_name_differs: bool


def grade(query: Person, record: Person) -> Match | None:
    """Grade two records, or None where nothing makes them one child.

    Same answer whichever is asked about. None is never "not known": hidden records were
    not compared.
    """
    found = _compare(query, record)
    if found.same_schemes:
        return _grade_by_identifier(found)
    if not found.name or found.birth is False:
        return None
    if found.birth is None:
        because = ["The name is the same.", "A date of birth is not known."]
        return _match(MatchGrade.POSSIBLE, because, found)
    because = ["The name and the date of birth are the same."]
    if found.other_schemes:
        return _match(MatchGrade.POSSIBLE, because, found)
    return _match(MatchGrade.PROBABLE, because, found)


def _grade_by_identifier(found: _Agreement) -> Match:
    because = [f"The {_words(scheme)} is the same." for scheme in found.same_schemes]
    if found.name is False and found.birth is False:
        because.append(
            "Identifier shared, everything else differs: check both records."
        )
        return _match(MatchGrade.POSSIBLE, because, found)
    if found.only_given_name_differs:
        because.append(
            "Only the given name differs: a twin's number may have been written here."
        )
        return _match(MatchGrade.POSSIBLE, because, found)
    if found.name is False:
        because.append("The name differs.")
    if found.birth is False:
        because.append("The date of birth differs.")
    sure = MatchGrade.POSSIBLE if found.other_schemes else MatchGrade.CERTAIN
    return _match(sure, because, found)


def _match(sure: MatchGrade, because: list[str], found: _Agreement) -> Match:
    differing = (f"The {_words(scheme)} differs." for scheme in found.other_schemes)
    return Match(sure, (*because, *differing))


def _compare(one: Person, other: Person) -> _Agreement:
    schemes = {s for s, _ in one.identifiers} & {s for s, _ in other.identifiers}
    same = {scheme for scheme, _ in one.identifiers & other.identifiers}
    name = _same_name(one, other)
    births = (known_birth(one.born_on), known_birth(other.born_on))
    birth = None if None in births else births[0] == births[1]
    return _Agreement(
        name=name,
        birth=birth,
        same_schemes=tuple(sorted(same)),
        other_schemes=tuple(sorted(schemes - same)),
        only_given_name_differs=name is False
        and birth is True
        and not _families(one).isdisjoint(_families(other)),
    )


def _same_name(one: Person, other: Person) -> bool | None:
    keys = _name_keys(one), _name_keys(other)
    return not keys[0].isdisjoint(keys[1]) if all(keys) else None


def _names(person: Person) -> tuple[tuple[str, str], ...]:
    return ((person.given, person.family), *person.also_known_as)


def _name_keys(person: Person) -> set[str]:
    keys = (normalise_name(given, family) for given, family in _names(person))
    return {key for key in keys if key}


def _families(person: Person) -> set[str]:
    keys = (normalise_name(given, family) for given, family in _names(person))
    return {key.partition(" ")[2] for key in keys if key} - {""}


def _words(scheme: str) -> str:
    return _SCHEME_WORDS.get(scheme, scheme.replace("_", " "))
