"""`sharewell ledger checkpoint|prove`: files for somebody outside to keep and check."""

import argparse
import sys
from pathlib import Path
from typing import Any
from uuid import UUID


def add_to(commands: Any) -> None:
    """The two commands; both need the ledger's database role."""
    one = commands.add_parser("checkpoint", help="the latest signed checkpoint")
    one.add_argument("--key", action="store_true", help="the ledger's public key")
    one.add_argument(
        "--since",
        type=int,
        metavar="SIZE",
        help="with the proof that the ledger only added to its first SIZE entries",
    )
    _written(one, _checkpoint)
    one = commands.add_parser("prove", help="proof files of what the ledger holds")
    one.add_argument("about", type=UUID, help="the id of an entry, or of a record")
    _written(one, _prove)


def _written(one: argparse.ArgumentParser, carry_out: Any) -> None:
    one.add_argument("--out", type=Path, help="file to write; a folder for `prove`")
    one.set_defaults(carry_out=carry_out, needs_database=True, role="ledger")


def _checkpoint(given: argparse.Namespace) -> int:
    from sharewell.audit.publishing import consistency, latest_checkpoint
    from sharewell.audit.signing import verifier_keys

    if given.key:
        lines = "".join(f"{key}\n" for key in verifier_keys())
        _write(given.out, lines.encode())
    elif given.since is None:
        _write(given.out, latest_checkpoint(using="ledger")[1])
    else:
        _write(given.out, consistency(given.since, using="ledger"))
    return 0


def _prove(given: argparse.Namespace) -> int:
    """One file for the entry, or one for each entry about the record."""
    from sharewell.audit.publishing import entries_with, inclusion

    entries = entries_with(given.about) or [given.about]
    if len(entries) > 1 and given.out is None:
        print(
            f"sharewell ledger: {len(entries)} entries are about {given.about}. Name a "
            "folder with --out, or one of the entries:",
            file=sys.stderr,
        )
        print("\n".join(str(entry) for entry in entries))
        return 2
    for entry in entries:
        folder: Path | None = given.out
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        file = folder and folder / f"{entry}.tlog-proof"
        _write(file, inclusion(entry))
    return 0


def _write(file: Path | None, data: bytes) -> None:
    if file is None:
        sys.stdout.write(data.decode())
    else:
        file.write_bytes(data)
        print(f"{file} written.", file=sys.stderr)
