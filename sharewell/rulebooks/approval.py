"""Which editions a named officer has approved, kept so that they replay for ever.

`approved/approvals.toml` is only added to: the last approval of a day and its layers
counts. Each approved edition lies beside it under its hash, whole.
"""

import gzip
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sharewell.core.procedure.canonical import from_snapshot, snapshot
from sharewell.core.procedure.provision import Edition, RulebookError
from sharewell.core.procedure.sources import only_keys

APPROVED = Path(__file__).parent / "approved"
LIST = "approvals.toml"
KEYS = ("edition", "on", "layers", "officer", "post", "approved", "shown")
HEAD = """\
# Who approved which edition, what they were shown, and when. Only ever added to, by
# `sharewell rules approve`; the editions lie beside this file under their hashes.
"""


@dataclass(frozen=True)
class Approval:
    """A named officer has seen what an edition changes, and stands for it.

    `edition`: its hash, in force from `on` for these layers; `shown`: what they saw.
    """

    edition: str
    on: date
    layers: tuple[str, ...]
    officer: str
    post: str
    approved: date
    shown: str


def approvals(folder: Path = APPROVED) -> tuple[Approval, ...]:
    """Every approval, the oldest first. Raises `RulebookError` on a faulty entry."""
    file = folder / LIST
    if not file.exists():
        return ()
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise RulebookError(f"{LIST} is not valid TOML: {fault}.") from fault
    only_keys(raw, ("approval",), LIST)
    return tuple(_approval(one) for one in raw.get("approval", ()))


def _approval(raw: Mapping[str, Any]) -> Approval:
    where = f"Approval of {str(raw.get('edition'))[:12]}"
    only_keys(raw, KEYS, where)
    for key in KEYS:
        if not raw.get(key):
            raise RulebookError(f"{where} has no {key!r}. Restore it from history.")
    for key in ("on", "approved"):
        if type(raw[key]) is not date:
            raise RulebookError(f"{where}: {key} must be a date, unquoted.")
    return Approval(**{**raw, "layers": tuple(raw["layers"])})


def edition_by_hash(hash_: str, folder: Path = APPROVED) -> Edition:
    """An edition that was approved once, as it was. Its rules are checked by the hash.

    Raises `RulebookError` if it was never approved, or its snapshot was altered.
    """
    return _by_hash(hash_, folder)


@cache
def _by_hash(hash_: str, folder: Path) -> Edition:
    if hash_ not in {one.edition for one in approvals(folder)}:
        raise RulebookError(
            f"No edition {hash_[:64]!r} was approved. {LIST} lists those that were."
        )
    file = folder / _name(hash_)
    try:
        raw = json.loads(gzip.decompress(file.read_bytes()))
    except (OSError, EOFError, ValueError) as fault:
        raise RulebookError(
            f"The snapshot {file.name} cannot be read: {fault}. "
            "Restore it from history."
        ) from fault
    edition = from_snapshot(raw)
    if edition.hash != hash_:
        raise RulebookError(
            f"{file.name} holds edition {edition.hash[:12]}. Restore it from history."
        )
    return edition


def _name(hash_: str) -> str:
    return f"{hash_}.json.gz"


def approved_on(
    day: date, layers: tuple[str, ...], folder: Path = APPROVED
) -> str | None:
    """The hash of the edition approved for a day; None if there is none."""
    latest: dict[date, str] = {}
    for one in approvals(folder):
        if one.layers == layers and one.on <= day:
            latest[one.on] = one.edition
    return latest[max(latest)] if latest else None


def keep(approval: Approval, edition: Edition, folder: Path = APPROVED) -> None:
    """Write the snapshot, then the approval: an approval never lacks its edition."""
    if (approval.edition, approval.layers) != (edition.hash, edition.layers):
        raise RulebookError("The approval is of another edition. Begin again.")
    folder.mkdir(exist_ok=True)
    file = folder / _name(edition.hash)
    if not file.exists():
        text = json.dumps(snapshot(edition), sort_keys=True, separators=(",", ":"))
        file.write_bytes(gzip.compress(text.encode(), mtime=0))
    listed = folder / LIST
    before = listed.read_text(encoding="utf-8") if listed.exists() else HEAD
    listed.write_text(before + _written(approval), encoding="utf-8")
    _by_hash.cache_clear()


def _written(one: Approval) -> str:
    # Every JSON string is a TOML string too, once the rest of Unicode is kept as it is.
    text = {
        key: json.dumps(getattr(one, key), ensure_ascii=False)
        for key in ("edition", "officer", "post", "shown")
    }
    return (
        f"\n[[approval]]\nedition = {text['edition']}\non = {one.on}\n"
        f"layers = {json.dumps(list(one.layers))}\nofficer = {text['officer']}\n"
        f"post = {text['post']}\napproved = {one.approved}\nshown = {text['shown']}\n"
    )
