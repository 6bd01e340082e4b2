"""Subject keys: one for each child's record or matter of one agency, for erasure.

They stand outside the database, so that no backup of it brings a destroyed one back.
A child's record is a subject, and so is each matter that hangs on it (a concern, what
was received, a draft): a concern is written before anybody knows which child it is
about, and may be matched anew (docs/adr/0021).
"""

from functools import cache
from hashlib import sha256
from hmac import digest
from pathlib import Path
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.db import transaction

from sharewell.keys.subject_files import SubjectErased, SubjectFiles

_SALT = b"sharewell commitment salt v1\n"


class SubjectKeys(Protocol):
    """Where subject keys are kept; every method is durable when it returns."""

    def key(self, agency: UUID, subject: UUID) -> bytes:
        """32 bytes; raises CannotOpen where there is none, SubjectErased where gone."""

    def key_or_new(self, agency: UUID, subject: UUID) -> bytes:
        """As key, made where there never was one."""

    def destroy(self, agency: UUID, subject: UUID) -> None:
        """For good: it is never made again. Twice is once."""

    def holds(self, agency: UUID, subject: UUID) -> bool:
        """Whether the key is there to be destroyed."""

    def destroyed(self, agency: UUID, subject: UUID) -> bool:
        """Whether there was a key and it is gone for good."""


def subject_keys() -> SubjectKeys:
    """The store that the settings name."""
    return _files(str(settings.KEY_STORE_DIR))


def bound_salt(salt: bytes, agency: UUID, subject: UUID) -> bytes:
    """The salt of a commitment, which goes with the subject's key.

    What stands beside the record is half of it: after erasure no backup of the database
    can confirm a guess of what was written. Raises SubjectErased.
    """
    return digest(subject_keys().key_or_new(agency, subject), _SALT + salt, sha256)


def known_salt(salt: bytes, agency: UUID, subject: UUID) -> bytes:
    """As bound_salt, making no key; raises CannotOpen where there is none."""
    return digest(subject_keys().key(agency, subject), _SALT + salt, sha256)


def destroy_after_commit(agency: UUID, subject: UUID) -> None:
    """Destroy it if the transaction that says so is kept, and not otherwise."""
    transaction.on_commit(lambda: subject_keys().destroy(agency, subject))


@cache
def _files(folder: str) -> SubjectKeys:
    return SubjectFiles(Path(folder))


__all__ = [
    "SubjectErased",
    "SubjectKeys",
    "bound_salt",
    "destroy_after_commit",
    "known_salt",
    "subject_keys",
]
