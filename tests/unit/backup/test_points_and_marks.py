"""How far to restore, what a mark must equal, and what is said of wrong input."""

import json
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest

from sharewell.cli.backup.beside import Point
from sharewell.cli.backup.marks import differences, read
from sharewell.cli.backup.programs import Database, Failed

SCRIPTS = Path(__file__).resolve().parents[3] / "script"
MARK = {
    "point": "nightly",
    "at": "2026-11-30 02:00:00+00",
    "head": {"size": 3, "root": "ab" * 32},
    "tables": {
        "a": {"rows": 2, "digest": "5"},
        "b": {"rows": 0, "digest": "0"},
    },
}


def script(name: str, *given: object, **environment: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, SCRIPTS / name, *map(str, given)],
        text=True,
        capture_output=True,
        env=environment,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_point_is_a_mark_a_time_or_the_end() -> None:
    assert Point.read("latest") == Point()
    assert Point.read("drill-1").setting == "recovery_target_name = 'drill-1'"
    at = Point.read("2026-11-30T02:00:00+01:00")
    assert at.setting == "recovery_target_time = '2026-11-30 01:00:00+00:00'"


@pytest.mark.parametrize("text", ["Drill", "x' OR", "2026-11-30T02:00:00", ""])
def test_another_point_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="time"):
        Point.read(text)


def test_equal_marks_have_no_difference_and_each_difference_is_named() -> None:
    assert differences(MARK, deepcopy(MARK)) == []
    other = deepcopy(MARK)
    other["head"]["size"] = 2
    other["tables"]["a"]["digest"] = "6"
    other["tables"]["b"]["rows"] = 1
    other["tables"]["c"] = {"rows": 0, "digest": "0"}
    assert [line.split(":")[0] for line in differences(MARK, other)] == [
        "ledger",
        "a",
        "b",
        "c",
    ]


def test_what_is_no_mark_is_named(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text(json.dumps(MARK))
    assert read(file)["point"] == "nightly"
    file.write_text("[]")
    with pytest.raises(Failed, match="is not a mark"):
        read(file)


def test_an_address_must_be_of_postgresql() -> None:
    with pytest.raises(Failed, match="must begin with postgresql"):
        Database("mysql://x@y/z")
    with pytest.raises(Failed, match="may not say options"):
        Database("postgresql://x@y/z?options=-c")
    told = Database("postgresql://me:a%40b@h:5433/db?host=/s").environment
    assert (told["PGHOST"], told["PGPASSWORD"], told["PGPORT"]) == ("/s", "a@b", "5433")


def test_missing_settings_and_folders_are_named(tmp_path: Path) -> None:
    code, said = script("backup", "check", "--to", tmp_path)
    assert code == 1 and "BACKUP_DATABASE_URL is not set" in said
    code, said = script("backup", "mark", "No Name", "--to", tmp_path)
    assert code == 1 and "cannot be a name" in said
    there = ["--backup", tmp_path, "--wal", tmp_path, "--into", tmp_path / "new"]
    code, said = script("restore", "check", *there)
    assert code == 1 and "is not a base backup" in said
    code, said = script("restore", "stop", "--into", tmp_path)
    assert code == 1 and "holds no restored server" in said
    code, said = script("restore", "check", *there, "--to", "yesterday at noon")
    assert code == 2 and "neither a mark's name nor a time" in said


def test_the_settings_name_the_archive_and_keep_quotes_apart(tmp_path: Path) -> None:
    code, said = script("backup", "settings", "--wal", tmp_path / "it's wal")
    assert code == 0 and "archive_mode = on" in said and "REPLICATION" in said
    (line,) = [one for one in said.splitlines() if one.startswith("archive_command")]
    assert line.endswith("%p %f'") and "it''\"''\"''s wal" in line
