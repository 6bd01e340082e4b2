"""How advice compares with the answers of published cases, fault by fault.

Never one figure of accuracy: a child left unprotected and a family exposed are
different faults, and neither is made good by many cases that agree.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sharewell.core.errors import SharewellError
from sharewell.core.procedure.advice import Advice, Answer

SILENT = "na"  # the source says nothing of it: not scored
PLAIN = ("share", "agreement_sought", "family_informed")
EXPECTED = frozenset({*Answer, SILENT})


class Score(StrEnum):
    """How one answer about sharing compares with the one expected."""

    AGREES = "agrees"
    UNSAFE_MISS = "unsafe_miss"  # expected yes, got no: a child left unprotected
    OVER_SHARE = "over_share"  # expected no, got yes: a family exposed
    HALF_FAULT = "half_fault"  # advice for yes or no, or the reverse
    NOT_SCORED = "not_scored"
    INCOMPLETE = "incomplete"  # questions are open: there is no answer yet


class NoAnswer(SharewellError):
    """The answers expected of a case are absent or no answers."""


@dataclass(frozen=True)
class Scored:
    """One case. `others`: for each further plain answer, whether it agrees.

    None there: the source is silent. `got` holds the three plain answers given.
    """

    id: str
    share: Score
    expected: Mapping[str, str]
    got: Mapping[str, str]
    others: Mapping[str, bool | None] = field(default_factory=dict)
    open_questions: tuple[str, ...] = ()


Advise = Callable[[Mapping[str, object]], Advice]


def score(case: Mapping[str, Any], expected: object, advise: Advise) -> Scored:
    """Score a case {id, facts}. Raises `NoAnswer`, or a `FactsError` of its facts."""
    known = checked(expected)
    advice = advise(case["facts"])
    if advice.plain is None:
        return Scored(
            case["id"], Score.INCOMPLETE, known, {}, {}, advice.open_questions
        )
    got = {name: str(getattr(advice.plain, name)) for name in PLAIN}
    return Scored(
        case["id"],
        sharing(known.get("share", SILENT), got["share"]),
        known,
        got,
        {name: agrees(known.get(name, SILENT), got[name]) for name in PLAIN[1:]},
    )


def checked(expected: object) -> dict[str, str]:
    """The expected plain answers alone. Raises `NoAnswer`."""
    if not isinstance(expected, Mapping):
        raise NoAnswer("There is no expected answer. Give expect, or --answers.")
    known = {name: expected[name] for name in PLAIN if name in expected}
    for name, answer in known.items():
        if not isinstance(answer, str) or answer not in EXPECTED:
            allowed = ", ".join(sorted(EXPECTED))
            raise NoAnswer(
                f"The answer {str(answer)[:40]!r} to {name} may be: {allowed}."
            )
    if not known:
        raise NoAnswer(f"None of {', '.join(PLAIN)} is expected. Give at least one.")
    return known


def sharing(expected: str, got: str) -> Score:
    """How an answer about sharing compares."""
    if expected in (SILENT, Answer.NOT_APPLICABLE):
        return Score.NOT_SCORED
    if expected == got:
        return Score.AGREES
    both = {(Answer.YES, Answer.NO): Score.UNSAFE_MISS}
    both |= {(Answer.NO, Answer.YES): Score.OVER_SHARE}
    return both.get((Answer(expected), Answer(got)), Score.HALF_FAULT)


def agrees(expected: str, got: str) -> bool | None:
    """Of asking or telling. Nobody to ask or tell is read as not asked or told."""
    if expected == SILENT:
        return None
    nobody = {str(Answer.NOT_APPLICABLE): str(Answer.NO)}
    return nobody.get(expected, expected) == nobody.get(got, got)
