"""`make restore-drill`: back up, go on working, restore on the side, compare.

Three points: a mark, the moment of another mark, the end of the archive. Then what a
drill must notice is done to a restored server, an archive and a backup.
"""

import argparse
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import psycopg

from tests.faults.restore.drill import Drill, say
from tests.faults.restore.site import Source, beside, verify

# What is altered in a restored server: table, and a change of one row.
ALTERED = {
    "a decision's outcome": (
        "decisions_sharing_decision",
        "outcome = 'do_not_share'",
    ),
    "a person's address": ("accounts_user", "email = 'else@example.org'"),
}


def to_the_mark(drill: Drill) -> None:
    into, done = drill.restore("to-mark", "--to", "drill-1")
    drill.ask("restored to a mark", done.code == 0, done.text)
    drill.equals(into, drill.mark, "mark")
    later = drill.compare(into, drill.last)
    drill.ask("control: it is not equal to a later mark", later.code == 1, later.text)
    for what, (table, change) in ALTERED.items():
        alter(drill, into, table, change)
        found = drill.compare(into, drill.mark)
        seen = found.code == 1 and f"{table}: as many rows" in found.text
        drill.ask(f"control: {what} altered is noticed", seen, found.text)
    report = verify(into / "socket")
    drill.ask("control: the ledger notices the decision", report.code == 1, report.text)
    drill.stop(into)


def alter(drill: Drill, into: Path, table: str, change: str) -> None:
    url = beside(drill.source.stack.superuser_url, into / "socket")
    with psycopg.connect(url) as connection:
        connection.execute("SET session_replication_role = replica")
        one = f"(SELECT ctid FROM {table} LIMIT 1)"
        done = connection.execute(f"UPDATE {table} SET {change} WHERE ctid = {one}")
        assert done.rowcount == 1


def to_a_time(drill: Drill) -> None:
    at = json.loads(drill.last.read_text())["at"]
    # Nothing was under way at the mark, so its moment and its point are one.
    into, done = drill.restore("to-time", "--to", at.replace(" ", "T"))
    drill.ask("restored to a time", done.code == 0, done.text)
    drill.equals(into, drill.last, "time")
    drill.stop(into)


def to_the_end(drill: Drill) -> None:
    into, done = drill.restore("to-end")
    drill.ask("restored to the end of the archive", done.code == 0, done.text)
    drill.equals(into, drill.end, "end")
    drill.stop(into)


def without_a_wal_file(drill: Drill) -> None:
    poor = drill.source.folder / "poor"
    shutil.copytree(drill.source.wal, poor)
    newest = max(file for file in poor.iterdir() if file.name.isalnum())
    newest.unlink()
    into, done = drill.restore("poor-restore", "--to", "drill-3", wal=poor)
    said = "The archive ends before the point" in done.text
    drill.ask(
        "control: a missing WAL file is named", done.code == 1 and said, done.text
    )
    shutil.rmtree(into, ignore_errors=True)


def with_a_flipped_bit(drill: Drill) -> None:
    file = max(
        (drill.base / "base").rglob("[0-9]*"), key=lambda one: one.stat().st_size
    )
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    _, done = drill.restore("flipped", "--to", "drill-1")
    said = "not as it was taken" in done.text
    drill.ask(
        "control: a flipped bit of the backup is named",
        done.code == 1 and said,
        done.text,
    )


SAMPLE = (to_the_mark,)
ALL: tuple[Callable[[Drill], None], ...] = (
    to_the_mark,
    to_a_time,
    to_the_end,
    without_a_wal_file,
    with_a_flipped_bit,
)


def main() -> int:
    parser = argparse.ArgumentParser("make restore-drill", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=20)
    parser.add_argument("--engine", choices=["embedded", "debian"], default="embedded")
    parser.add_argument("--sample", action="store_true", help="one restore, few rows")
    given = parser.parse_args()
    say(f"restore drill: seed {given.seed}, engine {given.engine}")
    source = Source(given.engine)
    drill = Drill(source, given.seed)
    try:
        drill.prepare(2 if given.sample else given.cases)
        for part in SAMPLE if given.sample else ALL:
            part(drill)
    finally:
        for name in ("to-mark", "to-time", "to-end"):
            if (source.folder / name).exists():
                drill.stop(source.folder / name)
        source.stack.stop()
    failed = [what for what, ok, _ in drill.checks if not ok]
    say(f"restores {drill.restores}, checks {len(drill.checks)}, failed {len(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
