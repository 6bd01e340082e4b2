"""The two hashes of the Merkle tree, exactly as RFC 9162 section 2.1.1 has them.

A leaf and an inner node start with different bytes, so that neither can ever be
passed off as the other.
"""

from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()

_LEAF_PREFIX = b"\x00"
_NODE_PREFIX = b"\x01"


def leaf_hash(entry_bytes: bytes) -> bytes:
    """SHA-256 of the leaf prefix and the entry's canonical bytes; 32 bytes."""
    return sha256(_LEAF_PREFIX + entry_bytes).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256 of the node prefix and two hashes of 32 bytes each; 32 bytes."""
    return sha256(_NODE_PREFIX + left + right).digest()
