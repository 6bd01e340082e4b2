"""`script/restore`: look, start on the side, compare with a mark, stop."""

import argparse
import os
import pwd
import re
import shutil
import sys
from pathlib import Path

from sharewell.cli.backup.beside import Beside, Point
from sharewell.cli.backup.manifest import altered
from sharewell.cli.backup.marks import differences, read, what_it_holds
from sharewell.cli.backup.programs import Database, Failed, programs, setting

START = re.compile(r"START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)")
LONGEST_SOCKET = 90


def main(about: str, arguments: list[str]) -> int:
    """The command; every failure is one line that says what was wrong."""
    given = _parser(about).parse_args(arguments)
    try:
        return {"check": _check, "start": _start, "compare": _compare, "stop": _stop}[
            given.what
        ](given)
    except Failed as fault:
        print(f"script/restore: {fault}", file=sys.stderr)
    except OSError as fault:
        print(f"script/restore: {fault.filename}: {fault.strerror}.", file=sys.stderr)
    return 1


def _parser(about: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "script/restore",
        description=about,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    what = parser.add_subparsers(dest="what", required=True)
    for name in ("check", "start"):
        one = what.add_parser(name)
        one.add_argument("--backup", type=Path, required=True)
        one.add_argument("--wal", type=Path, required=True)
        one.add_argument("--into", type=Path, required=True)
        one.add_argument("--to", type=_point, default=Point())
        one.add_argument("--account")
    what.add_parser("compare").add_argument("--mark", type=Path, required=True)
    stop = what.add_parser("stop")
    stop.add_argument("--into", type=Path, required=True)
    stop.add_argument("--account")
    return parser


def _point(text: str) -> Point:
    try:
        return Point.read(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(str(fault)) from None


def _faults(given: argparse.Namespace) -> list[str]:
    """Why this restore cannot begin; nothing is changed."""
    found = []
    label, version = given.backup / "backup_label", given.backup / "PG_VERSION"
    if not (label.is_file() and version.is_file()):
        return [f"{given.backup} is not a base backup: it lacks its label or version."]
    programs(int(version.read_text()))
    found += [
        f"The backup is not as it was taken: {one}" for one in altered(given.backup)
    ]
    if not given.wal.is_dir():
        found.append(f"{given.wal} is not a folder: it must hold the archived WAL.")
    elif (first := _first_wal(label)) and not (given.wal / first).is_file():
        found.append(
            f"{given.wal} lacks {first}, with which this backup begins: it is the "
            "archive of another server, or files were removed."
        )
    if given.into.exists() and any(given.into.iterdir()):
        found.append(f"{given.into} is not empty: nothing is ever overwritten.")
    if len(str(given.into.absolute())) > LONGEST_SOCKET:
        found.append(
            f"{given.into} is too long a path for a socket: use a shorter one."
        )
    needed = sum(f.stat().st_size for f in given.backup.rglob("*") if f.is_file())
    parent = next(p for p in (given.into, *given.into.absolute().parents) if p.exists())
    if (free := shutil.disk_usage(parent).free) < needed:
        found.append(f"{parent} has {free >> 20} MB free, not {needed >> 20} MB.")
    return found + _account_faults(given.account)


def _first_wal(label: Path) -> str | None:
    found = START.search(label.read_text())
    return found[1] if found else None


def _account_faults(account: str | None) -> list[str]:
    if os.getuid() != 0:
        return ["--account is for root only."] if account else []
    if not account:
        return ["PostgreSQL does not run as root: say --account postgres."]
    try:
        is_root = pwd.getpwnam(account).pw_uid == 0
    except KeyError:
        return [f"There is no account {account}."]
    return ["PostgreSQL does not run as root: name another account."] if is_root else []


def _check(given: argparse.Namespace) -> int:
    found = _faults(given)
    for line in found:
        print(f"- {line}")
    print(f"{len(found)} to put right." if found else "The restore may begin.")
    return 1 if found else 0


def _start(given: argparse.Namespace) -> int:
    if found := _faults(given):
        raise Failed("nothing was restored:\n- " + "\n- ".join(found))
    beside = Beside(given.into.absolute(), given.account)
    beside.lay_out(given.backup, given.wal.absolute(), given.to)
    print(f"It runs, restored to {given.to.words}: {beside.start()}")
    print(f"Reach it with ?host={beside.socket} in place of the host, then compare it.")
    return 0


def _compare(given: argparse.Namespace) -> int:
    expected = read(given.mark)
    found = what_it_holds(Database(setting("ADMIN_DATABASE_URL")))
    if lines := differences(expected, found):
        print("\n".join(f"- {line}" for line in lines))
        print(f"NOT as it was at {expected['point']}: {len(lines)} differences.")
        return 1
    rows = sum(one["rows"] for one in found["tables"].values())
    head = found["head"]
    print(
        f"Equal to {expected['point']}: root {head['root']} over {head['size']} "
        f"entries, {rows} rows in {len(found['tables'])} tables."
    )
    return 0


def _stop(given: argparse.Namespace) -> int:
    Beside(given.into.absolute(), given.account).stop()
    return 0
