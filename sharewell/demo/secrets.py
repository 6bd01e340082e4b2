"""The demo's own secrets: drawn once, kept in a file only its owner can read."""

import base64
import json
import os
import secrets
from pathlib import Path

from sharewell.core.ledger.note_keys import KeyKind, VerifierKey
from sharewell.keys.signing import SigningKey

LEDGER_NAME = "demo.example/ledger"
PASSWORD_WORDS = ["lantern", "kettle", "otter", "meadow"]


def environment(state: Path) -> dict[str, str]:
    """What the settings need beside the database, the same at every start."""
    kept = _kept(state / "demo-secrets.json")
    return {
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "sharewell.config.settings",
        "SECRET_KEY": kept["secret_key"],
        "CONTEXT_KEY": kept["context_key"],
        "FIELD_KEYS": json.dumps({"current": 1, "keys": {"1": kept["field_key"]}}),
        "LEDGER_SIGNING_KEY": kept["ledger_key"],
        "LEDGER_NAME": LEDGER_NAME,
        "LEDGER_KEYS": _public(kept["ledger_key"]),
        "KEY_STORE_DIR": str((state / "subject-keys").resolve()),
        "DEMO_PASSWORD": kept["password"],
        "SENT_MESSAGES_DIR": str(state / "sent-messages"),
    }


def _kept(file: Path) -> dict[str, str]:
    kept: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
    drawn = {
        "secret_key": secrets.token_urlsafe(48),
        "context_key": _random_key(),
        "field_key": _random_key(),
        "ledger_key": _random_key(),
        "password": f"{'-'.join(PASSWORD_WORDS)}-{secrets.randbelow(9000) + 1000}",
    }
    found = {**drawn, **kept}
    if found != kept:
        # A demo from before one of them keeps the others.
        handle = os.open(file, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w") as out:
            json.dump(found, out)
    return found


def _public(ledger_key: str) -> str:
    """What the web process hands out in place of the private key."""
    private = SigningKey(base64.b64decode(ledger_key))
    return str(VerifierKey(LEDGER_NAME, KeyKind.LOG, private.public))


def _random_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()
