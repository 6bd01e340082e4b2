"""`script/archive-wal` keeps a WAL file once, whole, and never over another."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[3] / "script" / "archive-wal"
NAME = "0000000100000000000000A1"


def archive(folder: Path, source: Path, name: str = NAME) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, SCRIPT, folder, source, name], text=True, capture_output=True
    )
    return done.returncode, done.stderr


def segment(folder: Path, content: bytes) -> Path:
    file = folder / "segment"
    file.write_bytes(content)
    return file


def test_a_file_is_kept_closed_to_others_and_kept_again(tmp_path: Path) -> None:
    wal = tmp_path / "wal"
    wal.mkdir()
    source = segment(tmp_path, b"x" * 1000)
    assert archive(wal, source) == (0, "")
    assert archive(wal, source) == (0, "")
    assert [file.name for file in wal.iterdir()] == [NAME]
    assert (wal / NAME).read_bytes() == source.read_bytes()
    assert (wal / NAME).stat().st_mode & 0o777 == 0o600


def test_another_file_of_that_name_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"of another server")
    code, said = archive(tmp_path, segment(tmp_path, b"ours"))
    assert code == 1 and "is there already with other content" in said
    assert (tmp_path / NAME).read_bytes() == b"of another server"


def test_what_is_no_wal_file_and_what_is_no_folder_is_named(tmp_path: Path) -> None:
    source = segment(tmp_path, b"x")
    assert "is not the name of a WAL file" in archive(tmp_path, source, "../x")[1]
    assert "is not a folder" in archive(tmp_path / "none", source)[1]
    code, said = archive(tmp_path, tmp_path / "gone")
    assert code == 1 and "gone" in said
    assert not list(tmp_path.glob(".*"))
