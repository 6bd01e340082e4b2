"""Sharewell: decide whether to share about a child, share safely, see it whole.

The decision library needs no web and no database: `from sharewell import advise`.
"""

from typing import Any

__all__ = ["advise"]


def __getattr__(name: str) -> Any:
    """Import `advise` when first asked for: packages below it must not load it."""
    if name == "advise":
        from sharewell.rulebooks.advise import advise

        return advise
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
