"""Answers that mean more than the words ticked: the case as the text has it read.

The oracle takes every answer by itself. Where a source says what an answer amounts to,
the advice follows that source, and the oracle is asked again about the case so read.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

SEX_CRIMES = ("sexual", "exploitation", "forced_marriage_or_honour")


@dataclass(frozen=True)
class Reading:
    """`read` gives the case as read, None where it says nothing; `by`: which text."""

    by: str
    read: Callable


def _with(case, **answers):
    told = {name: frozenset({value}) for name, value in answers.items()}
    return replace(case, answers={**case.answers, **told})


def _not_safe(case):
    if case.is_("child_safe_now", "no") and not case.danger:
        return _with(case, level="immediate_danger")
    return None


def _under_13(case):
    young = case.is_("age_band", "under_5", "from_5_to_12")
    if case.is_("nature", "sexual") and young and not case.harm:
        return _with(case, level="reasonable_cause")
    return None


def _crime_by_its_kind(case):
    if case.harm and case.is_("nature", *SEX_CRIMES):
        return _with(case, crime_suspected="yes")
    return None


def _mother_of_an_adult(case):
    """The person is changed, not the case: nobody holds it for a grown-up child."""
    if not case.is_("age_band", "adult"):
        return None
    return replace(case, people=tuple(map(_unsettled, case.people)))


def _unsettled(person):
    if person.is_("relation", "mother") and person.is_("parental_responsibility", "no"):
        told = {"parental_responsibility": frozenset({"unknown"})}
        return replace(person, answers={**person.answers, **told})
    return person


READINGS = (
    Reading(
        "A child who is not safe now is in danger, whichever level was ticked: where "
        "two fit, the more serious counts (help of `level`; procedure, section 4).",
        _not_safe,
    ),
    Reading(
        "Sexual activity under thirteen is always referred (reference 2.4).",
        _under_13,
    ),
    Reading(
        "Sexual abuse, exploitation and forced marriage are crimes by their kind, and "
        "a suspected crime is owed to the police (design, rule 1).",
        _crime_by_its_kind,
    ),
    Reading(
        "Nobody has parental responsibility for a grown-up child: that a mother has "
        "none says no more than that she may not be known to have it. Whether parents "
        "are asked at all then is a question for officers (family-of-an-adult).",
        _mother_of_an_adult,
    ),
)


def readings(case):
    """The case as it stands, and as any of the texts, or several, have it read."""
    found = [case]
    for reading in READINGS:
        read = (reading.read(one) for one in found)
        found += [one for one in read if one is not None and one not in found]
    return found
