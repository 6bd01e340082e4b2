"""`script/backup`: settings, the look before, the base backup, and marks."""

import argparse
import json
import os
import re
import shlex
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from sharewell.cli.backup.looks import not_fit
from sharewell.cli.backup.manifest import altered
from sharewell.cli.backup.marks import what_it_holds
from sharewell.cli.backup.programs import (
    CHECKOUT,
    Database,
    Failed,
    programs,
    run,
    setting,
)

POINT = re.compile(r"[a-z][a-z0-9-]{0,39}")
SETTINGS = """\
# postgresql.conf, then restart
wal_level = replica
archive_mode = on
archive_timeout = 60     # seconds: at most so much is lost with the whole machine
archive_command = {command}

# pg_hba.conf, then reload (a local socket; hostssl for another machine)
local replication sharewell_backup scram-sha-256
local all         sharewell_backup scram-sha-256

-- psql, as an administrator; then \\password sharewell_backup
CREATE ROLE sharewell_backup LOGIN REPLICATION NOSUPERUSER NOBYPASSRLS;
GRANT pg_monitor TO sharewell_backup;
GRANT CONNECT ON DATABASE sharewell TO sharewell_backup;

# the archive, owned by PostgreSQL's account and closed to others, on another disk
install -d -m 700 -o postgres {wal}
"""


def main(about: str, arguments: list[str]) -> int:
    """The command; every failure is one line that says what was wrong."""
    given = _parser(about).parse_args(arguments)
    try:
        return {"settings": _settings, "check": _check, "take": _take, "mark": _mark}[
            given.what
        ](given)
    except Failed as fault:
        print(f"script/backup: {fault}", file=sys.stderr)
    except OSError as fault:
        print(f"script/backup: {fault.filename}: {fault.strerror}.", file=sys.stderr)
    return 1


def _parser(about: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "script/backup",
        description=about,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    what = parser.add_subparsers(dest="what", required=True)
    what.add_parser("settings").add_argument("--wal", type=Path, required=True)
    for name in ("check", "take"):
        what.add_parser(name).add_argument("--to", type=Path, required=True)
    mark = what.add_parser("mark")
    mark.add_argument("name")
    mark.add_argument("--to", type=Path, required=True)
    return parser


def _settings(given: argparse.Namespace) -> int:
    wal = given.wal.absolute()
    script = CHECKOUT / "script" / "archive-wal"
    command = f"{shlex.quote(str(script))} {shlex.quote(str(wal))} %p %f"
    quoted = "'" + command.replace("'", "''") + "'"
    print(SETTINGS.format(command=quoted, wal=shlex.quote(str(wal))), end="")
    return 0


def _check(given: argparse.Namespace) -> int:
    found = list(not_fit(Database(setting("BACKUP_DATABASE_URL")), given.to))
    for line in found:
        print(f"- {line}")
    print(f"{len(found)} to put right." if found else "A backup may begin.")
    return 1 if found else 0


def _take(given: argparse.Namespace) -> int:
    database = Database(setting("BACKUP_DATABASE_URL"))
    if found := list(not_fit(database, given.to)):
        raise Failed("no backup was begun:\n- " + "\n- ".join(found))
    folder = given.to.absolute() / f"base-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    half = folder.with_suffix(".half")
    binaries = programs(database.major())
    try:
        run(
            [
                *(binaries / "pg_basebackup", "-D", half, "-X", "stream", "-w"),
                *("-c", "fast", "--manifest-checksums", "SHA256", "-l", "sharewell"),
            ],
            database.environment,
        )
        if found := list(altered(half)):
            raise Failed("the copy is not whole:\n- " + "\n- ".join(found))
        half.rename(folder)
    finally:
        shutil.rmtree(half, ignore_errors=True)
    _to_disk(given.to)
    print(folder)
    return 0


def _mark(given: argparse.Namespace) -> int:
    if not POINT.fullmatch(given.name):
        raise Failed(
            f"{given.name!r} cannot be a name: use a small letter, then up to 39 small "
            "letters, digits and hyphens."
        )
    file = given.to / f"{given.name}.mark.json"
    if file.exists():
        raise Failed(f"{file} is there already: PostgreSQL would stop at the first.")
    database = Database(setting("ADMIN_DATABASE_URL"))
    holds = what_it_holds(database, given.name)
    # So that the archive can reach the point at once, and not after archive_timeout.
    database.one("SELECT pg_switch_wal()")
    handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w") as out:
        json.dump(holds, out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    head, tables = holds["head"], holds["tables"]
    print(
        f"{file}: {head['size']} entries of the ledger, root {head['root']}, "
        f"{sum(one['rows'] for one in tables.values())} rows in {len(tables)} tables"
    )
    return 0


def _to_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
