"""Seal, open, destroy: what can be done with sealed text. Rotation is beside it."""

from collections.abc import Iterable, Mapping
from uuid import UUID, uuid4

from sharewell.keys.envelope import CannotOpen, Place, seal
from sharewell.keys.models import KeyWrap, SealedText
from sharewell.keys.subjects import SubjectErased
from sharewell.keys.turns import hold_versions
from sharewell.keys.wrapping import open_row, wrap_data_key


def seal_text(
    text: str,
    *,
    kind: str,
    record: UUID,
    field: str,
    owner: UUID,
    subject: UUID,
    readers: Mapping[UUID, UUID] | None = None,
    revision: int = 1,
) -> UUID:
    """Keep `text` sealed for its owner and further reading agencies; returns its id.

    `subject` is what it goes with when the owner erases; `readers` are the others, each
    with what it goes with there. Raises SubjectErased where the owner erased it.
    """
    place = Place(kind, record, field, owner, revision)
    cipher_text, data_key = seal(text.encode(), place)
    sealed = SealedText(
        id=uuid4(),
        agency_id=owner,
        record_kind=kind,
        record_id=record,
        field=field,
        revision=revision,
        cipher_text=cipher_text,
    )
    sealed.save(force_insert=True)
    subjects = {**(readers or {}), owner: subject}
    hold_versions(subjects)
    KeyWrap.objects.bulk_create(_wraps(sealed, data_key, subjects))
    return sealed.id


def open_text(sealed_id: UUID, *, reader: UUID) -> str:
    """The plain text for one reading agency; raises CannotOpen."""
    return open_texts([sealed_id], reader=reader)[sealed_id]


def open_texts(sealed_ids: Iterable[UUID], *, reader: UUID) -> dict[UUID, str]:
    """Many at once, in two queries; raises CannotOpen if any does not open."""
    wanted = list(dict.fromkeys(sealed_ids))
    if not wanted:
        return {}
    sealed = SealedText.objects.in_bulk(wanted)
    wraps = {
        w.sealed_id: w
        for w in KeyWrap.objects.filter(sealed_id__in=wanted, agency_id=reader)
    }
    if len(sealed) != len(wanted) or len(wraps) != len(wanted):
        raise CannotOpen
    return {one: _open(sealed[one], wraps[one]).decode() for one in wanted}


def open_readable(sealed_ids: Iterable[UUID], *, reader: UUID) -> dict[UUID, str]:
    """As open_texts, without those that were never sealed for the reader."""
    mine = KeyWrap.objects.filter(sealed_id__in=list(sealed_ids), agency_id=reader)
    return open_texts(mine.values_list("sealed_id", flat=True), reader=reader)


def subjects_of(sealed_ids: Iterable[UUID], *, reader: UUID) -> dict[UUID, UUID]:
    """Under which subject's key each is for the reader; none of the first format."""
    mine = KeyWrap.objects.filter(sealed_id__in=list(sealed_ids), agency_id=reader)
    found = mine.filter(subject_id__isnull=False)
    return dict(found.values_list("sealed_id", "subject_id"))


def destroy(sealed_id: UUID) -> None:
    """Delete every wrap the caller may delete: no later copy of the rows opens it."""
    KeyWrap.objects.filter(sealed_id=sealed_id).delete()


def empty_wraps(sealed_ids: Iterable[UUID], *, agency: UUID) -> None:
    """Nothing opens these for the agency any more, whatever key is put back.

    The wraps stay, empty, so that a reader is told that the text was erased. One of the
    first format is deleted: it says under no subject that it was.
    """
    mine = KeyWrap.objects.filter(sealed_id__in=list(sealed_ids), agency_id=agency)
    mine.filter(subject_id__isnull=True).delete()
    mine.update(wrapped=b"")


def forget(sealed_id: UUID) -> None:
    """Destroy the text and delete its cipher text too, where the policies allow it."""
    destroy(sealed_id)
    SealedText.objects.filter(id=sealed_id).delete()


def _open(sealed: SealedText, key_wrap: KeyWrap) -> bytes:
    try:
        return open_row(sealed, key_wrap)
    except SubjectErased:
        raise
    except CannotOpen:
        # It may have been rotated, and the old key ended, after the wrap was read.
        now = KeyWrap.objects.filter(id=key_wrap.id).first()
        if now is None or now.key_version == key_wrap.key_version:
            raise
        return open_row(sealed, now)


def _wraps(
    sealed: SealedText, data_key: bytes, subjects: Mapping[UUID, UUID]
) -> list[KeyWrap]:
    made = []
    for reader, subject in subjects.items():
        try:
            made.append(wrap_data_key(sealed, data_key, reader, subject))
        except SubjectErased:
            # Another agency has erased what this goes with there: it is not told, and
            # the writer goes on.
            if reader == sealed.agency_id:
                raise
    return made
