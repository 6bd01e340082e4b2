"""A fault in a rulebook, said to somebody who does not program."""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sharewell.core.procedure.provision import RulebookError

# What the readers of the core raise on a value of a kind that nobody foresaw.
UNFORESEEN = (TypeError, AttributeError, KeyError, ValueError, IndexError)


@dataclass(frozen=True, order=True)
class Fault:
    """Where it stands, and what is wrong and what is allowed. `line` counts from 1."""

    file: str
    line: int
    says: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.says}"


def attempt(where: str, call: Callable[..., Any], *given: Any) -> RulebookError | None:
    """What `call(*given)` refuses, if anything; a wrong kind of value is said so."""
    try:
        call(*given)
    except RulebookError as fault:
        return fault
    except UNFORESEEN:
        return RulebookError(
            f"{where}: something here is missing or of the wrong kind "
            "(a number where words belong, say). Compare it with its neighbours."
        )
    return None


def spoken(fault: RulebookError) -> str:
    """The message, with the nearest allowed spelling where there is one."""
    return f"{fault}{meant(fault.given, fault.allowed)}"


def meant(given: str, allowed: Iterable[str]) -> str:
    """Ask whether a near spelling was meant; nothing if none is near."""
    by_small = {word.lower(): word for word in allowed}
    near = difflib.get_close_matches(str(given).lower(), by_small, n=1)
    return f" Did you mean {by_small[near[0]]!r}?" if near else ""
