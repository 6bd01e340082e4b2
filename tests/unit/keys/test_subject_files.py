"""A subject's key is made once, kept durably, and once destroyed never made again."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from sharewell.keys.envelope import CannotOpen
from sharewell.keys.subject_files import SubjectErased, SubjectFiles

AGENCY, OTHER = uuid4(), uuid4()


@pytest.fixture
def store(tmp_path: Path) -> SubjectFiles:
    return SubjectFiles(tmp_path / "keys")


def test_each_agency_has_a_key_of_its_own_for_the_same_subject(
    store: SubjectFiles,
) -> None:
    subject = uuid4()
    first, second = (store.key_or_new(one, subject) for one in (AGENCY, OTHER))
    assert first != second
    store.destroy(AGENCY, subject)
    assert store.key(OTHER, subject) == second


def test_what_was_never_made_is_not_made_by_asking(store: SubjectFiles) -> None:
    subject = uuid4()
    with pytest.raises(CannotOpen) as raised:
        store.key(AGENCY, subject)
    assert not isinstance(raised.value, SubjectErased)
    assert not store.holds(AGENCY, subject)


def test_a_destroyed_key_is_gone_and_never_made_again(store: SubjectFiles) -> None:
    subject = uuid4()
    key = store.key_or_new(AGENCY, subject)
    for _ in range(2):
        store.destroy(AGENCY, subject)
        assert not store.holds(AGENCY, subject)
        for ask in (store.key, store.key_or_new):
            with pytest.raises(SubjectErased):
                ask(AGENCY, subject)
    left = [one.read_bytes() for one in store.folder.rglob("*") if one.is_file()]
    assert not any(key in one for one in left)


def test_a_key_put_back_after_its_destruction_stays_closed(
    store: SubjectFiles,
) -> None:
    subject = uuid4()
    store.key_or_new(AGENCY, subject)
    path = next(store.folder.rglob("*.key"))
    kept = path.read_bytes()
    store.destroy(AGENCY, subject)
    path.write_bytes(kept)
    with pytest.raises(SubjectErased):
        store.key(AGENCY, subject)
    assert store.holds(AGENCY, subject)


def test_of_many_who_make_it_at_once_all_get_the_same(store: SubjectFiles) -> None:
    with ThreadPoolExecutor(16) as pool:
        for _ in range(20):
            subject = uuid4()
            made = pool.map(lambda s: store.key_or_new(AGENCY, s), [subject] * 16)
            assert len(set(made)) == 1


def test_a_torn_file_is_refused_and_not_taken_for_a_key(store: SubjectFiles) -> None:
    subject = uuid4()
    store.key_or_new(AGENCY, subject)
    path = next(store.folder.rglob("*.key"))
    whole = path.read_bytes()
    for torn in (b"", whole[:-1], whole[:40], whole + b"x", whole[:-9] + b"123456789"):
        path.write_bytes(torn)
        with pytest.raises(CannotOpen):
            store.key(AGENCY, subject)


def test_only_its_owner_may_read_it_and_nothing_is_left_beside(
    store: SubjectFiles,
) -> None:
    store.key_or_new(AGENCY, uuid4())
    for one in [store.folder, *store.folder.rglob("*")]:
        assert one.stat().st_mode & 0o077 == 0, one
        assert not one.name.startswith("."), one


def test_a_folder_of_a_group_is_for_that_group_and_nobody_else(tmp_path: Path) -> None:
    """Web and worker are two users; what one makes the other reads and destroys."""
    top, subject = tmp_path / "shared", uuid4()
    top.mkdir()
    top.chmod(0o770)
    before = os.umask(0o077)
    try:
        SubjectFiles(top).key_or_new(AGENCY, subject)
        SubjectFiles(top).destroy(AGENCY, uuid4())
    finally:
        os.umask(before)
    made = list(top.rglob("*"))
    assert {one.stat().st_mode & 0o7777 for one in made if one.is_dir()} == {0o770}
    assert {one.stat().st_mode & 0o7777 for one in made if one.is_file()} == {0o660}
    assert {one.stat().st_gid for one in made} == {top.stat().st_gid}


def test_file_and_folder_are_flushed_before_the_key_is_used(
    store: SubjectFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed, real = [], os.fsync

    def watched(handle: int) -> None:
        flushed.append(Path(f"/proc/self/fd/{handle}").readlink())
        real(handle)

    monkeypatch.setattr(os, "fsync", watched)
    store.key_or_new(AGENCY, uuid4())
    path = next(store.folder.rglob("*.key"))
    # The folder itself, every folder above it that was new, and the file before them.
    assert {path.parent, path.parent.parent, store.folder} <= set(flushed)
    assert flushed[-2].name.startswith(".") and flushed[-1] == path.parent
