"""`sharewell ledger witness`: an agency's own eye on the ledger.

Needs no database and no other secret of the service: two files of its own, the key and
the last checkpoint that it signed. Exit: 0 done, 1 ALARM, 2 it could not be done.
"""

import argparse
import os
import sys
import time
import urllib.request
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError

from sharewell.core.errors import SharewellError
from sharewell.core.ledger.dated import open_dated
from sharewell.core.ledger.note_keys import KeyKind, VerifierKey, read_verifier_key
from sharewell.core.ledger.proof_files import ConsistencyFile, write_consistency
from sharewell.core.ledger.strict_text import read_base64, write_base64
from sharewell.core.ledger.witness import (
    SplitView,
    Witness,
    WitnessRefuses,
    require_one_history,
    require_witnessed,
)
from sharewell.keys.signing import SEED_BYTES, SigningKey, check, new_seed

if TYPE_CHECKING:
    from collections.abc import Iterator

DONE, ALARM = 0, 1
SECONDS = 20
MOST_BYTES = 1 << 20
_FETCHED = ("http://", "https://")


def add_to(commands: Any) -> None:
    """Four commands below one."""
    parser = commands.add_parser("witness", help="watch over the ledger from outside")
    below = parser.add_subparsers(dest="witness", required=True)
    one = below.add_parser("new-key", help="make this witness's key")
    one.add_argument("--name", required=True, help="such as school.example/witness")
    one.add_argument("--key", type=Path, required=True, metavar="FILE")
    one.set_defaults(carry_out=_new_key)
    one = below.add_parser("look", help="get the next checkpoint, check, sign, keep")
    one.add_argument("--key", type=Path, required=True, metavar="FILE")
    one.add_argument("--kept", type=Path, required=True, metavar="FILE")
    one.add_argument("--from", dest="source", required=True, metavar="ADDRESS or FILE")
    one.set_defaults(carry_out=_look)
    two = below.add_parser("compare", help="find out whether two saw one history")
    two.add_argument(
        "--witness", nargs=2, action="append", required=True, metavar=("KEY", "FILE"),
        help="a witness's public key and the checkpoint that it kept; give two",
    )  # fmt: skip
    two.add_argument("--from", dest="source", metavar="ADDRESS or FILE")
    two.set_defaults(carry_out=_compare)
    for each in (one, two):
        each.add_argument("--ledger", required=True, metavar="KEY", help="public key")
    for each in below.choices.values():
        each.set_defaults(needs_database=False, role="default")


def _new_key(given: argparse.Namespace) -> int:
    seed = new_seed()
    key = VerifierKey(given.name, KeyKind.WITNESS, SigningKey(seed).public)
    handle = os.open(given.key, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(f"{given.name}\n{write_base64(seed)}\n")
    print(key)
    return DONE


def _look(given: argparse.Namespace) -> int:
    me = _witness(given)
    with _alone(given.kept):
        kept = given.kept.read_bytes() if given.kept.exists() else None
        before, _ = me.remembered(kept)
        offered = _offered(given.source, before.size)
        try:
            signed = me.look(kept, offered, int(time.time()))
        except WitnessRefuses as alarm:
            return _alarm(given.kept, offered, alarm)
        _keep(given.kept, signed)
    said, at = open_dated(signed, me.ledger, check)
    grown = said.size - before.size
    when = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(at))
    print(f"{said.size} entries, {grown} more than before; the ledger signed {when}.")
    return DONE


def _compare(given: argparse.Namespace) -> int:
    if len(given.witness) != 2:  # noqa: PLR2004 - it says so
        raise SharewellError("Give --witness KEY FILE for exactly two witnesses.")
    ledger = read_verifier_key(given.ledger, KeyKind.LOG)
    seen = []
    for key, file in given.witness:
        note = Path(file).read_bytes()
        require_witnessed(note, read_verifier_key(key, KeyKind.WITNESS), check)
        seen.append(open_dated(note, ledger, check)[0])
    small, large = sorted(one.size for one in seen)
    proof = None
    if small != large and given.source:
        proof = _read(given.source, f"consistency/{small}/{large}")
    try:
        require_one_history(seen[0], seen[1], proof)
    except SplitView as alarm:
        print(f"ALARM: {alarm} Keep both files: they prove it.", file=sys.stderr)
        return ALARM
    print(f"One history: {small} entries at the one, {large} at the other.")
    return DONE


def _witness(given: argparse.Namespace) -> Witness:
    name, packed, *rest = given.key.read_text().split("\n")
    seed = read_base64(packed, f"The key in {given.key}")
    if len(seed) != SEED_BYTES or rest != [""]:
        raise SharewellError(
            f"{given.key} is not a key file made by `witness new-key`."
        )
    private = SigningKey(seed)
    key = VerifierKey(name, KeyKind.WITNESS, private.public)
    ledger = read_verifier_key(given.ledger, KeyKind.LOG)
    return Witness(ledger, key, check, private.sign)


def _alarm(kept: Path, offered: bytes, alarm: WitnessRefuses) -> int:
    evidence = kept.with_name(f"{kept.name}.refused-{int(time.time())}")
    evidence.write_bytes(offered)
    print(
        f"ALARM: {alarm}\nNothing was signed. What the ledger offered, signed, is in "
        f"{evidence}; what was kept is in {kept}. Keep both: they prove it.",
        file=sys.stderr,
    )
    return ALARM


def _offered(source: str, known: int) -> bytes:
    """The consistency file from `known` entries; or what is there instead of one."""
    try:
        found = _read(source, f"consistency/{known}")
    except HTTPError as answer:
        if answer.code != HTTPStatus.NOT_FOUND:
            raise
        # It has not so many entries: its checkpoint will say so.
        found = _read(source, "checkpoint")
    if found.startswith(b"old "):
        return found
    return write_consistency(ConsistencyFile(known, (), found))


def _read(source: str, path: str) -> bytes:
    if not source.startswith(_FETCHED):
        return Path(source).read_bytes()
    address = f"{source.rstrip('/')}/ledger/{path}"
    # Only the two schemes above; what comes back is believed for its signature alone.
    with urllib.request.urlopen(address, timeout=SECONDS) as answer:  # noqa: S310 # nosec B310 # https, or what is said above
        return bytes(answer.read(MOST_BYTES + 1))


@contextmanager
def _alone(kept: Path) -> "Iterator[None]":
    """One look at a time: two at once could sign the one and keep the other."""
    import fcntl

    with kept.with_name(f"{kept.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _keep(kept: Path, note: bytes) -> None:
    """On disk before it is said; the old file or the new one, never half of one."""
    new = kept.with_name(f"{kept.name}.new")
    with new.open("wb") as out:
        out.write(note)
        out.flush()
        os.fsync(out.fileno())
    new.replace(kept)
    folder = os.open(kept.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
