"""`sharewell verify-record FILE`: is this decision record as it was sealed.

FILE is the PDF as it was handed out, or the proof that is attached to it. Needs no
database, no settings and no connection. Exit: 0 unchanged, and sealed with the key
given; 1 refused; 2 the check could not be made; 3 unchanged, if the key that the file
names is the right one: none was given to compare.
"""

import argparse
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from sharewell.cli.show_record import as_json, show, show_refused
from sharewell.core.errors import SharewellError
from sharewell.core.ledger.note_keys import KeyKind, VerifierKey, read_verifier_key
from sharewell.core.ledger.record_checked import (
    NotAsSealed,
    ProvenRecord,
    check_record,
    fingerprint,
)
from sharewell.core.ledger.record_proof import is_record_proof
from sharewell.core.ledger.sealed_pdf import is_pdf
from sharewell.core.ledger.strict_text import MalformedNote
from sharewell.keys.signing import check

UNCHANGED, REFUSED, CANNOT_RUN, KEY_NOT_COMPARED = 0, 1, 2, 3
MOST_BYTES = 64 << 20
DIGITS = 32


class CannotCheck(SharewellError):
    """A file or a key that cannot be read as what it is said to be."""


@dataclass(frozen=True)
class Trusted:
    """Keys that came another way than with the file; no ledger's key: none to compare.

    `digits` is a fingerprint that somebody typed, or empty.
    """

    ledgers: tuple[VerifierKey, ...] = ()
    witnesses: tuple[VerifierKey, ...] = ()
    digits: str = ""

    @property
    def names_a_key(self) -> bool:
        """Whether there is anything to compare the file's key with."""
        return bool(self.ledgers or self.digits)


def run(arguments: list[str]) -> int:
    """The command. The answer goes to standard output, everything else to error."""
    given = _parser().parse_args(arguments)
    try:
        data = _record_file(given.file)
        trusted = _trusted(given.key, given.fingerprint)
    except CannotCheck as fault:
        print(f"sharewell verify-record: {fault}", file=sys.stderr)
        return CANNOT_RUN
    try:
        found = check_record(data, check, trusted.witnesses)
        _require_trusted(found, trusted)
    except NotAsSealed as refused:
        print(as_json(None, refused) if given.json else show_refused(refused))
        return REFUSED
    compared = trusted.names_a_key
    if given.json:
        print(as_json(found, key_compared=compared))
    else:
        print(show(found, key_compared=compared, words=given.words))
    return UNCHANGED if compared else KEY_NOT_COMPARED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("sharewell verify-record", description=__doc__)
    parser.add_argument("file", help="the PDF as it was handed out, or its proof.json")
    parser.add_argument(
        "--key",
        metavar="KEYFILE",
        help="the ledger's public key, and witnesses' if there are any, one a line",
    )
    parser.add_argument(
        "--fingerprint", help="the fingerprint of the key, as it was printed for you"
    )
    parser.add_argument(
        "--words", action="store_true", help="show the own view and the reasons too"
    )
    parser.add_argument("--json", action="store_true", help="for another program")
    return parser


def _record_file(name: str) -> bytes:
    data = _read(name)
    if not is_pdf(data) and not is_record_proof(data):
        raise CannotCheck(
            f"{name} is neither a PDF nor the proof of a record. Give the file as it "
            "was handed out."
        )
    return data


def _read(name: str) -> bytes:
    try:
        with Path(name).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as fault:
        raise CannotCheck(f"{name} cannot be read: {fault.strerror}.") from None
    if len(data) > MOST_BYTES:
        raise CannotCheck(f"{name} is far too long to be a record.")
    return data


def _trusted(key_file: str | None, typed: str | None) -> Trusted:
    digits = re.sub(r"[\s:-]", "", typed or "").lower()
    if typed is not None and not re.fullmatch(f"[0-9a-f]{{{DIGITS}}}", digits):
        raise CannotCheck(
            f"A fingerprint has {DIGITS} digits from 0 to f; {typed!r} has not."
        )
    if key_file is None:
        return Trusted(digits=digits)
    lines = _read(key_file).decode("utf-8", "replace").splitlines()
    keys = [
        _key(line.strip(), key_file)
        for line in lines
        if line.strip() and not line.startswith("#")
    ]
    by_kind = {kind: tuple(k for k in keys if k.kind is kind) for kind in KeyKind}
    if not by_kind[KeyKind.LOG]:
        raise CannotCheck(f"{key_file} holds no key of a ledger.")
    return Trusted(by_kind[KeyKind.LOG], by_kind[KeyKind.WITNESS], digits)


def _key(line: str, key_file: str) -> VerifierKey:
    problem = ""
    for kind in KeyKind:
        try:
            return read_verifier_key(line, kind)
        except MalformedNote as fault:
            problem = problem or str(fault)
    raise CannotCheck(f"{key_file} is not a key file. {problem}")


def _require_trusted(found: ProvenRecord, trusted: Trusted) -> None:
    held = fingerprint(found.key)
    wrong_key = trusted.ledgers and found.key not in trusted.ledgers
    wrong_digits = trusted.digits and trusted.digits != held.replace(" ", "")
    if wrong_key or wrong_digits:
        expected = [fingerprint(key) for key in trusted.ledgers] or [trusted.digits]
        raise NotAsSealed(
            "This file was sealed with another key than the one you trust. Either it "
            "does not come from that service, or you hold the key of another.",
            f"Its key has the fingerprint {held}; yours {', '.join(expected)}.",
        )
