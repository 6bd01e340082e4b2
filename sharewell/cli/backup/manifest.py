"""A base backup against the manifest that PostgreSQL wrote with it.

The same look as pg_verifybackup's at the files; some builds of that program do not run,
and one of another version refuses the manifest.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

MANIFEST = "backup_manifest"
# Not of the backup, or checked by PostgreSQL itself while it replays.
OUTSIDE = {MANIFEST, "pg_wal"}
CHUNK = 1 << 20


def altered(backup: Path) -> Iterator[str]:
    """Each file that is missing, added or not as it was taken, as a sentence."""
    try:
        manifest = (backup / MANIFEST).read_bytes()
        said = json.loads(manifest)
        files = {_path(one): one for one in said["Files"]}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        yield f"{backup / MANIFEST} cannot be read: the backup is not whole."
        return
    before, _, _ = manifest.rpartition(b'"Manifest-Checksum"')
    if hashlib.sha256(before).hexdigest() != said.get("Manifest-Checksum"):
        yield f"{backup / MANIFEST} is not as it was written."
    there = {
        str(file.relative_to(backup)): file
        for file in backup.rglob("*")
        if _is_kept(file)
    }
    for name, one in files.items():
        if name.split("/")[0] in OUTSIDE:
            continue
        if name not in there:
            yield f"{name} is missing."
        elif (fault := _fault(there[name], one)) is not None:
            yield f"{name} {fault}"
    for name in sorted(set(there) - set(files)):
        if name.split("/")[0] not in OUTSIDE:
            yield f"{name} does not belong to the backup."
    if not any((backup / "pg_wal").glob("[0-9A-F]*")):
        yield "pg_wal is empty: the backup cannot be made consistent."


def _path(one: dict[str, str]) -> str:
    if "Encoded-Path" in one:
        return bytes.fromhex(one["Encoded-Path"]).decode(errors="surrogateescape")
    return one["Path"]


def _is_kept(file: Path) -> bool:
    return file.is_file() and not file.is_symlink()


def _fault(file: Path, one: dict[str, str]) -> str | None:
    if file.stat().st_size != one["Size"]:
        return "has another size."
    if one.get("Checksum-Algorithm") != "SHA256":
        return "has no SHA-256 in the manifest: take backups with script/backup."
    digest = hashlib.sha256()
    with file.open("rb") as content:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
    return None if digest.hexdigest() == one["Checksum"] else "has other content."
