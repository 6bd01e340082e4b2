"""What one ledger entry says, and the only bytes that say it.

Every field is inside the bytes that are hashed: a field left outside could be changed
without anyone noticing. An entry holds opaque ids, codes and a salted commitment;
never a name, an identifier or a sentence about a person.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, cast, get_args
from uuid import UUID

from sharewell.core.ledger.commitment import commit
from sharewell.core.ledger.field_checks import (
    MalformedEntry,
    require_code,
    require_codes,
    require_commitment,
    require_edition,
    require_id,
    require_moment,
)
from sharewell.core.ledger.hashing import leaf_hash
from sharewell.core.ledger.moment import NotAMoment, read_moment, write_moment

__all__ = [
    "Entry",
    "EntryVerdict",
    "MalformedEntry",
    "commit",
    "decode",
    "encode",
    "leaf_hash",
]

EntryVerdict = Literal["permit", "refuse"]

_HEADING: Final = "sharewell ledger entry v1"
_ABSENT: Final = "-"
_NAMES: Final = (
    "leaf",
    "event",
    "actor",
    "agency",
    "purpose",
    "object-kind",
    "object",
    "verdict",
    "reasons",
    "at",
    "edition",
    "commitment",
)


@dataclass(frozen=True)
class Entry:
    """One act, permitted or refused, as the ledger keeps it.

    `event` is in the past tense (`decision.recorded`); it, `purpose`, `object_kind` and
    each reason are tokens: 1 to 80 of a-z, 0-9 and `_ . : -`, starting with a letter or
    digit. `at` is in UTC. `edition` is the SHA-256 of the rulebook edition in hex, and
    `commitment` the 32 bytes of `commit()`. Raises MalformedEntry.
    """

    leaf_id: UUID
    event: str
    actor: UUID | None
    agency: UUID | None
    purpose: str | None
    object_kind: str | None
    object_id: UUID | None
    verdict: EntryVerdict
    reasons: tuple[str, ...]
    at: datetime
    edition: str | None
    commitment: bytes | None

    def __post_init__(self) -> None:
        for name in ("leaf_id", "actor", "agency", "object_id"):
            require_id(name, getattr(self, name), may_lack=name != "leaf_id")
        for name in ("event", "purpose", "object_kind"):
            require_code(name, getattr(self, name), may_lack=name != "event")
        require_codes("reasons", self.reasons)
        require_moment("at", self.at)
        require_edition("edition", self.edition)
        require_commitment("commitment", self.commitment)
        if self.verdict not in get_args(EntryVerdict):
            raise MalformedEntry(
                f"The verdict is {self.verdict!r}. It must be permit or refuse."
            )
        if self.object_id is not None and self.object_kind is None:
            raise MalformedEntry("object_id needs an object_kind: say what it is.")


def encode(entry: Entry) -> bytes:
    """The one canonical text of an entry: 13 lines of ASCII, each ending in a newline.

    Frozen by golden vectors: a change here would make every ledger unverifiable.
    """
    values = (
        str(entry.leaf_id),
        entry.event,
        _optional(entry.actor),
        _optional(entry.agency),
        _optional(entry.purpose),
        _optional(entry.object_kind),
        _optional(entry.object_id),
        entry.verdict,
        " ".join(entry.reasons) or _ABSENT,
        write_moment(entry.at),
        _optional(entry.edition),
        _ABSENT if entry.commitment is None else entry.commitment.hex(),
    )
    lines = [f"{name}: {value}\n" for name, value in zip(_NAMES, values, strict=True)]
    return f"{_HEADING}\n{''.join(lines)}".encode("ascii")


def decode(data: bytes) -> Entry:
    """Read an entry's canonical bytes; raises MalformedEntry for anything else.

    Whatever is read is written again and compared, so no second spelling of the same
    entry can pass.
    """
    try:
        entry = _read(data.decode("ascii"))
    except (ValueError, NotAMoment) as error:
        raise MalformedEntry(f"These bytes are not a ledger entry: {error}") from None
    if encode(entry) != data:
        raise MalformedEntry(
            "These bytes are not the canonical form of the entry they describe: "
            "they were not written by Sharewell or were changed since."
        )
    return entry


def _read(text: str) -> Entry:
    heading, *lines = text.split("\n")
    if heading != _HEADING:
        raise ValueError(f"the first line must be {_HEADING!r}, not {heading!r}.")
    names = tuple(line.partition(": ")[0] for line in lines)
    if names != (*_NAMES, ""):
        raise ValueError(f"the lines must be {', '.join(_NAMES)}, in that order.")
    value = dict(zip(_NAMES, (line.partition(": ")[2] for line in lines), strict=False))
    commitment = _present(value["commitment"])
    return Entry(
        leaf_id=UUID(value["leaf"]),
        event=value["event"],
        actor=_read_id(value["actor"]),
        agency=_read_id(value["agency"]),
        purpose=_present(value["purpose"]),
        object_kind=_present(value["object-kind"]),
        object_id=_read_id(value["object"]),
        verdict=cast("EntryVerdict", value["verdict"]),
        reasons=tuple((_present(value["reasons"]) or "").split()),
        at=read_moment(value["at"]),
        edition=_present(value["edition"]),
        commitment=None if commitment is None else bytes.fromhex(commitment),
    )


def _optional(value: UUID | str | None) -> str:
    return _ABSENT if value is None else str(value)


def _present(value: str) -> str | None:
    return None if value == _ABSENT else value


def _read_id(value: str) -> UUID | None:
    return None if value == _ABSENT else UUID(value)
