"""Writing a concern and its entries, as a part of an act that has been permitted."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sharewell.access.command import Act
from sharewell.core.identifiers import reference_code
from sharewell.decisions.contents import concern_content, entry_content
from sharewell.decisions.errors import UnusableConcern
from sharewell.decisions.models import Concern, ConcernEntry
from sharewell.decisions.vocabulary import (
    Certainty,
    ChildSeen,
    EntryKind,
    Origin,
    SafeNow,
    SaidBy,
)
from sharewell.keys.sealing import seal_text
from sharewell.rulebooks.clocks import london_date

LONGEST_TEXT = 20_000
SALT_BYTES = 32


@dataclass(frozen=True)
class NewEntry:
    """One thing to write; `happened_on`, `known_at` and the writing are three times."""

    kind: EntryKind
    text: str
    said_by: SaidBy = SaidBy.ME
    certainty: Certainty = Certainty.CERTAIN
    child_seen: ChildSeen = ChildSeen.UNKNOWN
    happened_on: date | None = None
    known_at: datetime | None = None
    corrects: UUID | None = None


@dataclass(frozen=True)
class NewConcern:
    """A concern as its raiser sends it: at least one entry says something."""

    origin: Origin
    safe_now: SafeNow
    entries: tuple[NewEntry, ...]


def write_concern(
    act: Act, new: NewConcern, *, inbox_id: UUID | None, directly: bool
) -> Concern:
    """Keep the concern with its entries and their leaves; raises UnusableConcern."""
    if not new.entries:
        raise UnusableConcern("Write what you saw or heard before you send.")
    concern = Concern(
        id=uuid4(),
        agency_id=act.by.agency,
        reference=reference_code(secrets.token_bytes(8)),
        origin=new.origin.value,
        raised_by=act.by.id,
        raised_at=act.at,
        inbox_id=inbox_id,
        safe_now=new.safe_now.value,
        referred_directly=directly,
        salt=secrets.token_bytes(SALT_BYTES),
    )
    concern.save(force_insert=True)
    act.record(
        "concern.raised",
        kind="concern",
        id=concern.id,
        salt=concern.salt,
        content=concern_content(concern),
    )
    for entry in new.entries:
        write_entry(act, concern, entry)
    return concern


def write_entry(act: Act, concern: Concern, new: NewEntry) -> ConcernEntry:
    """Keep one entry, sealed, with its leaf; raises UnusableConcern."""
    text = new.text if new.kind is EntryKind.PASTED else new.text.strip()
    _check(new, text, act.at)
    row_id = uuid4()
    row = ConcernEntry(
        id=row_id,
        agency_id=concern.agency_id,
        concern=concern,
        sequence=concern.entries.count() + 1,
        kind=new.kind.value,
        text_id=seal_text(
            text,
            kind="concern_entry",
            record=row_id,
            field="text",
            owner=concern.agency_id,
            subject=concern.id,
        ),
        said_by=new.said_by.value,
        certainty=new.certainty.value,
        child_seen=new.child_seen.value,
        happened_on=new.happened_on,
        known_at=new.known_at or act.at,
        recorded_at=act.at,
        recorded_by=act.by.id,
        corrects_id=new.corrects,
        salt=secrets.token_bytes(SALT_BYTES),
    )
    row.save(force_insert=True)
    act.record(
        "concern.entry_written",
        kind="concern_entry",
        id=row.id,
        salt=row.salt,
        content=entry_content(row, text),
        subject=concern.id,
    )
    return row


def _check(new: NewEntry, text: str, at: datetime) -> None:
    if not text:
        raise UnusableConcern(
            "An entry needs text. Write what you know, in your words."
        )
    if len(text) > LONGEST_TEXT:
        raise UnusableConcern(
            f"This text has {len(text):,} characters; at most {LONGEST_TEXT:,} fit. "
            "Send the most important part, then add the rest to the concern."
        )
    if new.happened_on and new.happened_on > london_date(at):
        raise UnusableConcern("What happened must lie in the past. Check the date.")
    if new.happened_on and new.happened_on.year < at.year - 100:
        raise UnusableConcern("The date lies more than a hundred years back. Check it.")
