"""The signed context: the text that tells PostgreSQL who acts, and its signature.

`v1.<actor>.<agency>.<purpose>.<session>.<expiry>.<backend pid>.<hmac>`; an absent part
is `-`. The database verifies it with core `sha256` only (no pgcrypto), so the key is
kept there as the two ready-made 64-byte pads of HMAC (RFC 2104).
"""

import hashlib
import hmac
import re
from uuid import UUID

from sharewell.core.policy.model import Actor, Purpose

LIFETIME_SECONDS = 50
BLOCK = 64


def pads(key: bytes) -> tuple[bytes, bytes]:
    """The inner and outer pad of HMAC-SHA256 for the key, 64 bytes each."""
    if len(key) > BLOCK:
        key = hashlib.sha256(key).digest()
    key = key.ljust(BLOCK, b"\0")
    return bytes(b ^ 0x36 for b in key), bytes(b ^ 0x5C for b in key)


def sign(
    key: bytes, actor: Actor, purpose: Purpose, *, expires: int, backend_pid: int
) -> str:
    """The whole context value; `expires` in seconds since the epoch."""
    session = re.sub(r"[^0-9a-f-]", "", actor.session)[:32] or "-"
    message = ".".join(
        [
            "v1",
            _part(actor.id),
            _part(actor.agency),
            purpose.value,
            session,
            str(expires),
            str(backend_pid),
        ]
    )
    mark = hmac.new(key, message.encode(), hashlib.sha256).hexdigest()
    return f"{message}.{mark}"


def _part(value: UUID | None) -> str:
    return "-" if value is None else str(value)
