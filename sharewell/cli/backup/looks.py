"""Whether a backup may begin: looks at server and folder, changes nothing."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from sharewell.cli.backup.programs import Database, Failed, programs

ROLE = "SELECT rolreplication OR rolsuper FROM pg_roles WHERE rolname = current_user"
ARCHIVER = """
SELECT coalesce(last_archived_wal, ''), coalesce(last_failed_wal, ''),
       last_failed_time IS NOT NULL
       AND last_failed_time > coalesce(last_archived_time, '-infinity')
  FROM pg_stat_archiver
"""
SIZE = "SELECT sum(pg_database_size(oid)) FROM pg_database WHERE datallowconn"
MUST_BE_ON = ("fsync", "full_page_writes", "synchronous_commit", "data_checksums")
OTHERS = 0o077


def not_fit(database: Database, to: Path) -> Iterator[str]:
    """Each thing to put right, as a sentence; a server that is away raises Failed."""
    programs(database.major())
    if database.one(ROLE) != "t":
        yield "BACKUP_DATABASE_URL names a role without REPLICATION."
    else:
        yield from _replication(database)
    yield from _settings(database)
    yield from _archiver(database)
    yield from _folder(to, int(database.one(SIZE)))


def _replication(database: Database) -> Iterator[str]:
    try:
        database.rows("IDENTIFY_SYSTEM", "-d", "replication=true")
    except Failed as fault:
        yield f"pg_hba.conf lets no replication in: {fault}"


def _settings(database: Database) -> Iterator[str]:
    if database.one("SHOW wal_level") == "minimal":
        yield "wal_level is minimal: set it to replica."
    if database.one("SHOW archive_mode") == "off":
        yield (
            "archive_mode is off: only the moment of the backup could be restored, "
            "nothing after it. See script/backup settings."
        )
    for name in MUST_BE_ON:
        if (value := database.one(f"SHOW {name}")) == "off":
            yield f"{name} is {value}: what was acknowledged can be lost."


def _archiver(database: Database) -> Iterator[str]:
    last, failed, fails = database.rows(ARCHIVER)[0]
    if fails == "t":
        yield (
            f"The archiver fails at {failed} (last kept: {last or 'none'}): see "
            "PostgreSQL's log. Until it works, WAL fills the disk."
        )


def _folder(to: Path, needed: int) -> Iterator[str]:
    if not to.is_dir():
        yield f"{to} is not a folder. Make it, closed to others (mode 700)."
        return
    if not os.access(to, os.W_OK | os.X_OK):
        yield f"{to} cannot be written by this account."
    if to.stat().st_mode & OTHERS:
        yield f"{to} is open to other accounts: chmod 700."
    if (free := shutil.disk_usage(to).free) < needed:
        yield f"{to} has {free >> 20} MB free; the databases take {needed >> 20} MB."
