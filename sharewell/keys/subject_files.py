"""Subject keys as files: `<agency>/<two digits>/<subject>.key`, each its own.

Made by writing beside and linking, so that of two who make one at once both get the
same; folder and file are flushed before anything is sealed under the key. A destroyed
key leaves a mark, `.gone`, which also keeps it from being made again.
"""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from uuid import UUID, uuid4

from sharewell.keys.envelope import KEY_BYTES, CannotOpen

_FORM = b"sharewell subject key v1\n"
_CHECK_BYTES = 8


class SubjectErased(CannotOpen):
    """The key was destroyed in an erasure: nothing is sealed or opened under it."""


class SubjectFiles:
    """A folder of its own, readable by the service alone, outside the database.

    Where the folder is open to its group, so is what is made in it, and to nobody else.
    """

    def __init__(self, folder: Path) -> None:
        """The folder is made where it is not there, for its owner alone."""
        self.folder = folder

    def key(self, agency: UUID, subject: UUID) -> bytes:
        """As SubjectKeys."""
        path = self._path(agency, subject)
        if _mark(path).exists():
            raise SubjectErased
        try:
            return _checked(path.read_bytes())
        except FileNotFoundError:
            raise CannotOpen from None

    def key_or_new(self, agency: UUID, subject: UUID) -> bytes:
        """As SubjectKeys."""
        path = self._path(agency, subject)
        if not path.exists() and not _mark(path).exists():
            _make_folder(path.parent, self.folder)
            key = os.urandom(KEY_BYTES)
            _put(path, _FORM + key + _check(key), _modes(self.folder))
        return self.key(agency, subject)

    def destroy(self, agency: UUID, subject: UUID) -> None:
        """As SubjectKeys; the mark first, so that a crash leaves nothing readable."""
        path = self._path(agency, subject)
        _make_folder(path.parent, self.folder)
        if not _mark(path).exists():
            _put(_mark(path), b"", _modes(self.folder))
        with suppress(FileNotFoundError):
            _overwrite(path)
            path.unlink()
        _flush(path.parent)

    def holds(self, agency: UUID, subject: UUID) -> bool:
        """As SubjectKeys."""
        return self._path(agency, subject).exists()

    def destroyed(self, agency: UUID, subject: UUID) -> bool:
        """As SubjectKeys."""
        return _mark(self._path(agency, subject)).exists()

    def _path(self, agency: UUID, subject: UUID) -> Path:
        name = subject.hex
        return self.folder / agency.hex / name[:2] / f"{name}.key"


def _mark(path: Path) -> Path:
    return path.with_suffix(".gone")


def _checked(data: bytes) -> bytes:
    """The key; a torn or altered file is refused and not taken for another key."""
    key = data[len(_FORM) : len(_FORM) + KEY_BYTES]
    if data != _FORM + key + _check(key) or len(key) != KEY_BYTES:
        raise CannotOpen
    return key


def _check(key: bytes) -> bytes:
    return sha256(_FORM + key).digest()[:_CHECK_BYTES]


class _Modes(NamedTuple):
    folder: int
    file: int
    group: int


def _modes(top: Path) -> _Modes:
    """As the operator made the top folder: for its owner alone, or for its group too.

    Web and worker run as two users of one group. Nobody else reads a key either way.
    The group is given to each by name: a hardened unit may set no set-group-id bit.
    """
    if top.exists() and top.stat().st_mode & 0o020:
        return _Modes(0o770, 0o660, top.stat().st_gid)
    return _Modes(0o700, 0o600, -1)


def _put(path: Path, data: bytes, modes: _Modes) -> None:
    """All of it or nothing, and never over what is there."""
    beside = path.with_name(f".{uuid4().hex}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.fchown(handle, -1, modes.group)
        os.fchmod(handle, modes.file)  # whatever the process takes away from new files
        os.write(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        # Unlike a rename it fails where somebody else was first.
        with suppress(FileExistsError):
            os.link(beside, path)
    finally:
        beside.unlink()
    _flush(path.parent)


def _overwrite(path: Path) -> None:
    """What a disk does with it is its own affair; docs/how-to/keys.md says so."""
    handle = os.open(path, os.O_WRONLY)
    try:
        os.write(handle, os.urandom(os.fstat(handle).st_size))
        os.fsync(handle)
    finally:
        os.close(handle)


def _make_folder(folder: Path, top: Path) -> None:
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    modes = _modes(top)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for one in missing:
        if one == top or top in one.parents:
            os.chown(one, -1, modes.group)
            one.chmod(modes.folder)
        _flush(one.parent)


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
