"""Copies of the key store are whole, and are gone after the days that were said."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from sharewell.keys.subject_backup import back_up
from sharewell.keys.subject_files import SubjectFiles

AT = datetime(2026, 11, 1, 3, 0, tzinfo=UTC)


def test_a_copy_holds_every_key_and_goes_after_its_days(tmp_path: Path) -> None:
    store, to = SubjectFiles(tmp_path / "keys"), tmp_path / "copies"
    agency, subject = uuid4(), uuid4()
    key = store.key_or_new(agency, subject)
    made, removed = back_up(store.folder, to, at=AT, keep_days=7)
    assert (removed, SubjectFiles(made).key(agency, subject)) == (0, key)
    store.destroy(agency, subject)
    for day in range(1, 8):
        back_up(store.folder, to, at=AT + timedelta(day), keep_days=7)
        assert made.exists()
    _, removed = back_up(store.folder, to, at=AT + timedelta(7, 1), keep_days=7)
    assert removed == 1
    left = [one.read_bytes() for one in to.rglob("*") if one.is_file()]
    assert left and not any(key in one for one in left)


def test_what_is_not_a_copy_stays(tmp_path: Path) -> None:
    store, to = SubjectFiles(tmp_path / "keys"), tmp_path / "copies"
    store.key_or_new(uuid4(), uuid4())
    (to / "notes").mkdir(parents=True)
    back_up(store.folder, to, at=AT, keep_days=0)
    assert (to / "notes").exists()
