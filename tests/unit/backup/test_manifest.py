"""A base backup is compared with its manifest, file by file."""

import hashlib
import json
from pathlib import Path

import pytest

from sharewell.cli.backup.manifest import MANIFEST, altered


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    (tmp_path / "base").mkdir()
    (tmp_path / "pg_wal").mkdir()
    (tmp_path / "pg_wal" / "0000000100000000000000A1").write_bytes(b"wal")
    (tmp_path / "PG_VERSION").write_text("18\n")
    (tmp_path / "base" / "1").write_bytes(b"rows" * 100)
    files = [
        {
            "Path": name,
            "Size": (tmp_path / name).stat().st_size,
            "Checksum-Algorithm": "SHA256",
            "Checksum": hashlib.sha256((tmp_path / name).read_bytes()).hexdigest(),
        }
        for name in ("PG_VERSION", "base/1")
    ]
    before = '{"Files": ' + json.dumps(files) + ",\n"
    mark = hashlib.sha256(before.encode()).hexdigest()
    (tmp_path / MANIFEST).write_text(f'{before}"Manifest-Checksum": "{mark}"}}')
    return tmp_path


def test_a_whole_backup_has_no_fault(backup: Path) -> None:
    assert list(altered(backup)) == []


def test_a_flipped_bit_is_named(backup: Path) -> None:
    (backup / "base" / "1").write_bytes(b"Rows" + b"rows" * 99)
    assert list(altered(backup)) == ["base/1 has other content."]


def test_missing_added_and_cut_files_are_named(backup: Path) -> None:
    (backup / "PG_VERSION").unlink()
    (backup / "base" / "1").write_bytes(b"rows")
    (backup / "base" / "2").touch()
    assert list(altered(backup)) == [
        "PG_VERSION is missing.",
        "base/1 has another size.",
        "base/2 does not belong to the backup.",
    ]


def test_a_manifest_that_was_changed_or_is_gone_is_named(backup: Path) -> None:
    text = (backup / MANIFEST).read_text()
    (backup / MANIFEST).write_text(text.replace("base/1", "base/1 ", 1))
    assert any("is not as it was written" in line for line in altered(backup))
    (backup / MANIFEST).unlink()
    assert any("cannot be read" in line for line in altered(backup))


def test_a_backup_without_wal_is_named(backup: Path) -> None:
    (backup / "pg_wal" / "0000000100000000000000A1").unlink()
    assert any("pg_wal is empty" in line for line in altered(backup))
