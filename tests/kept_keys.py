"""The subjects' keys that go with kept rows: a test may have destroyed some of them."""

import os
from pathlib import Path
from typing import Any

import psycopg

Keys = dict[Path, bytes]


def keep_keys(connection: psycopg.Connection[Any]) -> Keys:
    """Those of the agencies that are there now."""
    store = Path(os.environ["KEY_STORE_DIR"])
    found = connection.execute("SELECT id FROM agencies_agency").fetchall()
    return {
        path: path.read_bytes()
        for (agency,) in found
        for path in (store / agency.hex).rglob("*.key")
    }


def put_back_keys(keys: Keys) -> None:
    """As they were; the marks of those that were destroyed go."""
    for path, data in keys.items():
        path.with_suffix(".gone").unlink(missing_ok=True)
        if not path.exists():
            path.write_bytes(data)
