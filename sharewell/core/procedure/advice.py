"""What the procedure points to. A person decides; nothing here scores anybody."""

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What the procedure points to about the named recipient."""

    SHARE_NOW = "share_now"
    SHARE_WITH_AGREEMENT = "share_with_agreement"
    VERIFY_THEN_SHARE = "verify_then_share"
    SHARE_PART = "share_part"
    SEEK_AGREEMENT_FIRST = "seek_agreement_first"
    SEEK_ADVICE = "seek_advice"
    ASK_ORIGINATOR = "ask_originator"
    REDIRECT_ASKER = "redirect_asker"
    DO_NOT_SHARE = "do_not_share"


class Answer(StrEnum):
    """A plain answer beside the outcome."""

    YES = "yes"
    NO = "no"
    ADVICE = "advice"
    NOT_APPLICABLE = "not_applicable"


class Ask(StrEnum):
    """Whether one person is asked for agreement."""

    ASK_BEFORE = "ask_before"
    NOT_NEEDED = "not_needed"
    DO_NOT_ASK = "do_not_ask"


class Tell(StrEnum):
    """Whether, and when, one person is told."""

    TELL_BEFORE = "tell_before"
    TELL_AFTER = "tell_after"
    DO_NOT_TELL = "do_not_tell"
    NOT_NEEDED = "not_needed"


class HowMuch(StrEnum):
    """How much may go to the named recipient."""

    NOTHING = "nothing"
    EXISTENCE_ONLY = "existence_only"
    ANONYMISED = "anonymised"
    RELEVANT_PART = "relevant_part"


@dataclass(frozen=True)
class Cited:
    """Where a source says so: document and section of the source index."""

    document: str
    ref: str


Citations = tuple[Cited, ...]


@dataclass(frozen=True)
class Withheld:
    """Something that stays behind, and why."""

    code: str
    what: str
    why: str
    citations: Citations


@dataclass(frozen=True)
class PersonAdvice:
    """For one person: ask their agreement? tell them? `why` holds both reasons."""

    ref: str
    relation: str
    ask: Ask
    tell: Tell
    why: tuple[str, ...]
    look_again_days: int | None
    citations: Citations


@dataclass(frozen=True)
class Owed:
    """Somebody else who must hear, whatever the answer about the named recipient."""

    to_whom: str
    why: str
    by_when: str
    citations: Citations


@dataclass(frozen=True)
class Basis:
    """One lawful basis to confirm, under its regime."""

    basis: str
    special_category_condition: str
    regime: str
    citations: Citations


@dataclass(frozen=True)
class LawfulBasis:
    """Candidates to confirm. Confidence, private life and agreement stand apart."""

    candidates: tuple[Basis, ...]
    confidence: str | None
    human_rights: str | None
    agreement: str | None


@dataclass(frozen=True)
class Step:
    """Something to do, in elapsed hours or in working days."""

    code: str
    text: str
    by_when_hours: int | None
    by_when_working_days: int | None
    citations: Citations


@dataclass(frozen=True)
class Finding:
    """A provision that applied. Not operative: what it would point to if in force."""

    provision: str
    text: str
    citations: Citations
    operative: bool = True
    would_give: str | None = None


@dataclass(frozen=True)
class Plain:
    """Three plain answers, for comparison with published cases."""

    share: Answer
    agreement_sought: Answer
    family_informed: Answer


@dataclass(frozen=True)
class Advice:
    """Complete: `outcome` is set. Otherwise only what is owed already, and what to ask.

    `open_questions`, `answered`, `unknown` and `not_asked` name facts; a fact of a
    person is written "ref.fact".
    """

    complete: bool
    outcome: Outcome | None
    how_much: HowMuch | None
    to_whom: str | None
    withhold: tuple[Withheld, ...]
    people: tuple[PersonAdvice, ...]
    also_owed: tuple[Owed, ...]
    lawful_basis: LawfulBasis | None
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    plain: Plain | None
    open_questions: tuple[str, ...]
    answered: tuple[str, ...]
    unknown: tuple[str, ...]
    not_asked: tuple[str, ...]
    on: date
    edition: str

    def to_json(self) -> dict[str, Any]:
        """Plain JSON types: enums and the date as strings, tuples as lists."""
        return {name: _jsonable(value) for name, value in asdict(self).items()}


def _jsonable(value: object) -> object:
    if isinstance(value, dict):
        return {key: _jsonable(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_jsonable(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
