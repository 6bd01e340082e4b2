"""How a package that keeps committed records describes them to the verification.

The ledger lies below those packages and must not know them: they hand it this.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

# Opens one short transaction in which the records of one agency can be read.
InAgency = Callable[[UUID], AbstractContextManager[None]]


@dataclass(frozen=True)
class CommittedKind:
    """One kind of record whose content the ledger has promised.

    `name` is the entry's object kind, `words` what people call it. `content` is called
    with a row and then the plain text behind each field of `texts`, None where the
    field is empty. `model` is Django's, with `id`, `agency_id` and `salt`.
    """

    name: str
    words: str
    model: Any
    content: Callable[..., Mapping[str, Any]]
    texts: tuple[str, ...] = ()
    # The records that this row says were erased, as (name of their kind, id).
    erased: Callable[[Any], Iterable[tuple[str, UUID]]] | None = None
