"""The records against the log: each is there, once, and as it was promised.

Entry and record are committed together. So a record read first must have its entry
afterwards, and an entry read first its record: that order makes the check safe while
people go on working.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sharewell.audit.erased import Record, erased_in
from sharewell.audit.findings import Finding, FindingKind, Progress
from sharewell.audit.log_check import promises, says
from sharewell.audit.models import LedgerLeaf
from sharewell.audit.registry import CommittedKind, InAgency
from sharewell.core.errors import SharewellError
from sharewell.core.ledger.commitment import commit
from sharewell.keys.envelope import CannotOpen
from sharewell.keys.sealing import open_texts, subjects_of
from sharewell.keys.subjects import known_salt

# A context lives for seconds: a batch must be read and opened well within that.
BATCH = 500


class MissingRecords:
    """Collects what entries promise while the log is read, and looks in batches."""

    def __init__(self, kinds: Iterable[CommittedKind], in_agency: InAgency) -> None:
        """`in_agency` opens the context in which an agency's rows can be seen."""
        self.findings: list[Finding] = []
        self._kinds = {kind.name: kind for kind in kinds}
        self._in_agency = in_agency
        self._promised: dict[UUID, dict[str, list[UUID]]] = defaultdict(dict)
        self._held = 0

    def notice(self, leaf: LedgerLeaf) -> None:
        """Remember the record that the entry promises, if it is of a known kind."""
        if not promises(leaf):
            return
        said = says(leaf)
        name = said.get(b"object-kind", b"").decode(errors="replace")
        with suppress(ValueError, KeyError):
            agency, record = (
                UUID(said[part].decode()) for part in (b"agency", b"object")
            )
            if name in self._kinds:
                self._promised[agency].setdefault(name, []).append(record)
                self._held += 1
        if self._held >= BATCH:
            self.look()

    def look(self) -> None:
        """Look for everything remembered so far."""
        for agency, by_kind in self._promised.items():
            with self._in_agency(agency):
                for name, wanted in by_kind.items():
                    self._look_for(self._kinds[name], agency, set(wanted))
        self._promised.clear()
        self._held = 0

    def _look_for(self, kind: CommittedKind, agency: UUID, wanted: set[UUID]) -> None:
        rows = kind.model.objects.filter(id__in=wanted, agency_id=agency)
        for record in sorted(wanted - set(rows.values_list("id", flat=True))):
            self.findings.append(
                Finding(
                    FindingKind.RECORD_MISSING,
                    f"The ledger says that the {kind.words} {record} was written, and "
                    "the agency that wrote it no longer holds it: it was removed.",
                    record_kind=kind.name,
                    record_id=record,
                )
            )


def check_records(
    kinds: Sequence[CommittedKind],
    agencies: Sequence[UUID],
    in_agency: InAgency,
    *,
    progress: Progress,
    using: str = "ledger",
) -> tuple[int, int, list[Finding]]:
    """Compare every record with its entry.

    Returns how many there are, how many of them are erased as the ledger says, and what
    did not fit.
    """
    counted, gone, found = 0, 0, list[Finding]()
    for agency in agencies:
        kept = _kept_by(agency, kinds, in_agency)
        erased = erased_in(kept, agency, in_agency)
        for kind in kept:
            for rows in _batches(kind, agency, in_agency):
                found += _compare(kind, rows, using, erased)
                counted += len(rows)
                gone += sum((kind.name, one.row.id) in erased for one in rows)
                progress("records", counted)
    return counted, gone, found


def _kept_by(
    agency: UUID, kinds: Iterable[CommittedKind], in_agency: InAgency
) -> list[CommittedKind]:
    """The kinds that the agency keeps any of: of most it keeps none."""
    with in_agency(agency):
        return [
            kind
            for kind in kinds
            if kind.model.objects.filter(agency_id=agency).exists()
        ]


@dataclass(frozen=True)
class Read:
    """A row with what it says now (None: a sealed text does not open) and its salts."""

    row: Any
    content: dict[str, Any] | None
    salts: tuple[bytes, ...]


def _batches(
    kind: CommittedKind, agency: UUID, in_agency: InAgency
) -> Iterator[list[Read]]:
    last: UUID | None = None
    while True:
        with in_agency(agency):
            rows = kind.model.objects.filter(agency_id=agency).order_by("id")
            if last is not None:
                rows = rows.filter(id__gt=last)
            batch = list(rows[:BATCH])
            read = list(_read(kind, batch, agency))
        if not read:
            return
        yield read
        if len(batch) < BATCH:
            return
        last = batch[-1].id


def _read(kind: CommittedKind, rows: list[Any], agency: UUID) -> Iterator[Read]:
    """What each row says now, and the salts under which it may have been promised."""
    texts = {row.id: [getattr(row, field) for field in kind.texts] for row in rows}
    wanted = [one for keys in texts.values() for one in keys if one is not None]
    plain, subjects = _plain(wanted, agency), subjects_of(wanted, reader=agency)
    for row in rows:
        keys = texts[row.id]
        opens = all(key is None or key in plain for key in keys)
        yield Read(
            row,
            dict(kind.content(row, *(key and plain[key] for key in keys)))
            if opens
            else None,
            _salts(row, {subjects[key] for key in keys if key in subjects}),
        )


def _plain(wanted: list[UUID], agency: UUID) -> dict[UUID, str]:
    try:
        return open_texts(wanted, reader=agency)
    except CannotOpen:
        opened: dict[UUID, str] = {}
        for one in wanted:
            with suppress(CannotOpen):
                opened |= open_texts([one], reader=agency)
        return opened


def _salts(row: Any, subjects: set[UUID]) -> tuple[bytes, ...]:
    """The salt beside it, and as the key of its texts' subject makes of it.

    Records without text, and those from before there were subject keys, were committed
    to under the first.
    """
    salts = [bytes(row.salt)]
    for subject in subjects:
        with suppress(CannotOpen):
            salts.append(known_salt(salts[0], row.agency_id, subject))
    return tuple(salts)


def _compare(
    kind: CommittedKind, rows: list[Read], using: str, erased: frozenset[Record]
) -> Iterator[Finding]:
    promised = _promised(kind, [one.row.id for one in rows], using)
    for one in rows:
        row, entries = one.row, promised[one.row.id]
        was_erased = (kind.name, row.id) in erased
        if len(entries) > 1:
            yield _about(kind, row, FindingKind.ENTRY_TWICE)
        if not entries:
            yield _about(kind, row, FindingKind.ENTRY_MISSING)
        elif one.content is None:
            if not was_erased:
                yield _about(kind, row, FindingKind.TEXT_ALTERED)
        elif was_erased:
            yield _about(kind, row, FindingKind.ERASED_READABLE)
        elif not any(_kept(salt, one.content, entries) for salt in one.salts):
            yield _about(kind, row, FindingKind.RECORD_ALTERED)


def _promised(
    kind: CommittedKind, ids: list[UUID], using: str
) -> dict[UUID, list[bytes]]:
    """The commitments to each record, in hex."""
    found: dict[UUID, list[bytes]] = defaultdict(list)
    leaves = LedgerLeaf.objects.using(using).filter(object_id__in=ids)
    for leaf in leaves.filter(object_kind=kind.name).iterator(BATCH):
        if promises(leaf):
            found[leaf.object_id].append(says(leaf)[b"commitment"])
    return found


def _kept(salt: bytes, content: dict[str, Any], entries: list[bytes]) -> bool:
    try:
        return commit(salt, content).hex().encode() in entries
    except SharewellError:
        return False


_SENTENCES = {
    FindingKind.RECORD_ALTERED: (
        "was changed after it was written: it is no longer what the ledger has of it."
    ),
    FindingKind.TEXT_ALTERED: (
        "holds sealed text that does not open: the text or its key was changed or "
        "removed."
    ),
    FindingKind.ERASED_READABLE: (
        "was erased, and can be read: its key was put back. Restore no key store over "
        "an erasure; the worker destroys the key again within a minute."
    ),
    FindingKind.ENTRY_MISSING: (
        "has no entry in the ledger: it was put in past the program, or its entry was "
        "removed."
    ),
    FindingKind.ENTRY_TWICE: (
        "has more than one entry saying that it was written; there must be one."
    ),
}


def _about(kind: CommittedKind, row: Any, fault: FindingKind) -> Finding:
    reference = getattr(row, "reference", "")
    named = f"{reference} ({row.id})" if reference else str(row.id)
    return Finding(
        fault,
        f"The {kind.words} {named} {_SENTENCES[fault]}",
        record_kind=kind.name,
        record_id=row.id,
    )
