"""Verifiers with one check taken out: each must miss something."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from sharewell.audit import log_check
from sharewell.core.ledger import verify

# What is taken out -> what then goes unnoticed.
WEAKENED = {
    "columns against the entry": "change audit_ledger_leaf.event",
    "the edge of a head": "change audit_tree_head.edge",
    "signatures": "change audit_checkpoint.note",
    "a seal over every number": "number a waiting entry",
    "an entry's own hash": "change audit_ledger_leaf.entry",
    "inner nodes": "change audit_tree_node.hash",
    "roots of heads": "rewrite an entry with its hash",
    "what a witness kept": "truncate the tail",
}
_TAKEN_OUT = {
    "columns against the entry": (log_check, "_lookup_faults", lambda *_: ()),
    "the edge of a head": (log_check, "_edge_faults", lambda *_: ()),
    "signatures": (log_check, "checkpoint_faults", lambda *_: ()),
    "an entry's own hash": (verify, "_entry_faults", lambda *_: ()),
    "inner nodes": (verify, "_differing_nodes", lambda *_: ()),
    "roots of heads": (verify._Walk, "_differing_head", lambda *_: None),
}


# A verifier that says nothing of this kind.
SILENT = {"a seal over every number": "unsealed"}


@contextmanager
def without(check: str) -> Iterator[None]:
    """The verifier without that check, in this block."""
    if check not in _TAKEN_OUT:
        yield
        return
    where, name, instead = _TAKEN_OUT[check]
    with patch.object(where, name, instead):
        yield
