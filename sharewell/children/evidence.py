"""The committed records of this package, for the verification of the ledger."""

from collections.abc import Iterator
from uuid import UUID

from sharewell.audit.registry import CommittedKind
from sharewell.children.contents import CONTENTS
from sharewell.children.models import Erasure, ErasureStep, LegalHold, LegalHoldEnd


def _erased(row: ErasureStep) -> Iterator[tuple[str, UUID]]:
    return ((kind, UUID(record)) for kind, record in row.erased)


KINDS = (
    CommittedKind("legal_hold", "legal hold", LegalHold, CONTENTS["legal_hold"]),
    CommittedKind(
        "legal_hold_end",
        "end of a legal hold",
        LegalHoldEnd,
        CONTENTS["legal_hold_end"],
    ),
    CommittedKind("erasure", "erasure asked for", Erasure, CONTENTS["erasure"]),
    CommittedKind(
        "erasure_step",
        "step of an erasure",
        ErasureStep,
        CONTENTS["erasure_step"],
        erased=_erased,
    ),
)
