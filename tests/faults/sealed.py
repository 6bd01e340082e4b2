"""Opens what arrived without the application's queries, from the rows themselves."""

import json
import os
from base64 import b64decode
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import psycopg

from sharewell.keys.envelope import (
    Place,
    WrapPlace,
    agency_key,
    decrypt,
    open_sealed,
)
from sharewell.keys.subject_files import SubjectFiles

ITEMS = """
SELECT i.disclosure_id, w.agency_id, t.id, t.record_kind, t.record_id, t.field,
       t.agency_id, t.revision, t.cipher_text, w.subject_id, w.wrapped
  FROM exchange_disclosure_item i
  JOIN keys_sealed_text t ON t.id = i.text_id
  JOIN keys_key_wrap w ON w.sealed_id = t.id
 ORDER BY i.position
"""
VERSION = 1


def texts_of(connection: psycopg.Connection) -> Callable[..., tuple[str, ...]]:
    """A function of disclosure and reader: the plain texts in their order."""
    rows = defaultdict(list)
    for disclosure, reader, *sealed in connection.execute(ITEMS).fetchall():
        rows[disclosure, reader].append(sealed)
    root = b64decode(json.loads(os.environ["FIELD_KEYS"])["keys"][str(VERSION)])
    keys: dict[UUID, bytes] = {}

    def texts(disclosure: UUID, *, reader: UUID) -> tuple[str, ...]:
        key = keys.setdefault(reader, agency_key(root, reader, VERSION))
        return tuple(_open(key, reader, *row) for row in rows[disclosure, reader])

    return texts


def _open(
    key: bytes,
    reader: UUID,
    sealed: UUID,
    kind: str,
    record: UUID,
    field: str,
    owner: UUID,
    revision: int,
    cipher_text: bytes,
    subject: UUID,
    wrapped: bytes,
) -> str:
    place = WrapPlace(sealed, reader, subject)
    inside = decrypt(key, wrapped, place.outer())
    store = SubjectFiles(Path(os.environ["KEY_STORE_DIR"]))
    data_key = decrypt(store.key(reader, subject), inside, place.inner())
    place = Place(kind, record, field, owner, revision)
    return open_sealed(cipher_text, data_key, place).decode()
