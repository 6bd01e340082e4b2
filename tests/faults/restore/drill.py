"""What each part of the drill does: back up, mark, restore on the side, compare."""

import json
import os
import random
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.faults.restore.site import Said, Source, beside, command, verify, write

UNPRIVILEGED = ["--account", "nobody"] if os.getuid() == 0 else []
Check = tuple[str, bool, str]


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


class Drill:
    """Collects what was asked and how it went."""

    def __init__(self, source: Source, seed: int) -> None:
        self.source, self.draw = source, random.Random(seed)
        self.checks: list[Check] = []
        self.restores = 0

    def ask(self, what: str, ok: bool, said: str = "") -> None:
        self.checks.append((what, ok, said))
        sys.stdout.write(f"  {'ok  ' if ok else 'FAIL'}  {what}\n")
        if not ok:
            sys.stdout.write(f"{said}\n")
        sys.stdout.flush()

    def prepare(self, cases: int) -> None:
        """A backup, a mark among the writes, and writes after it."""
        source = self.source
        source.start()
        import django

        django.setup()
        from tests.factories import make_world

        world = make_world(datetime.now(UTC))
        write(world, self.draw, cases)
        looked = command("backup", "check", "--to", source.backups)
        self.ask(
            "the look before finds nothing to put right", looked.code == 0, looked.text
        )
        taken = command("backup", "take", "--to", source.backups)
        self.ask("a base backup is taken and verified", taken.code == 0, taken.text)
        self.base = Path(taken.text.splitlines()[-1])
        write(world, self.draw, cases)
        self.mark = self.set_mark("drill-1")
        write(world, self.draw, cases)
        self.last = self.set_mark("drill-2")
        # PostgreSQL knows that a time has come by what was committed after it.
        write(world, self.draw, 1)
        self.end = self.set_mark("drill-3")
        source.archived(json.loads(self.end.read_text())["lsn"])

    def set_mark(self, name: str) -> Path:
        done = command("backup", "mark", name, "--to", self.source.backups)
        self.ask(f"{name} is set", done.code == 0, done.text)
        return self.source.backups / f"{name}.mark.json"

    def restore(
        self, name: str, *to: str, wal: Path | None = None
    ) -> tuple[Path, Said]:
        into = self.source.folder / name
        given = ["--backup", self.base, "--wal", wal or self.source.wal, "--into", into]
        self.restores += 1
        return into, command("restore", "start", *given, *to, *UNPRIVILEGED)

    def stop(self, into: Path) -> None:
        command("restore", "stop", "--into", into, *UNPRIVILEGED)
        shutil.rmtree(into, ignore_errors=True)

    def compare(self, into: Path, mark: Path) -> Said:
        admin = beside(os.environ["ADMIN_DATABASE_URL"], into / "socket")
        return command("restore", "compare", "--mark", mark, ADMIN_DATABASE_URL=admin)

    def equals(self, into: Path, mark: Path, point: str) -> None:
        """By rows and digests, by root, and by every record against the ledger."""
        compared = self.compare(into, mark)
        self.ask(
            f"{point}: rows and digests of every table are equal",
            compared.code == 0,
            compared.text,
        )
        report = verify(into / "socket")
        self.ask(f"{point}: the ledger verifies", report.code == 0, report.text)
        head = json.loads(report.text)["head"]
        root = self.source.head_of(head["size"])
        same = head["root"] == root and head["size"] > 0
        self.ask(f"{point}: root over {head['size']} is the source's", same, root)
