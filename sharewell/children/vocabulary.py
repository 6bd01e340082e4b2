"""The words in which holds and erasures are coded."""

from enum import StrEnum


class HoldGround(StrEnum):
    """Why a record must be kept."""

    COURT = "court"
    INQUIRY = "inquiry"
    COMPLAINT = "complaint"
    OTHER = "other"


class ErasureGround(StrEnum):
    """Why a record may go."""

    TIME_IS_UP = "time_is_up"
    MADE_IN_ERROR = "made_in_error"
    ASKED_FOR = "asked_for"


class ErasureStepKind(StrEnum):
    """What became of an erasure that was asked for."""

    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


ANSWERS = frozenset({ErasureStepKind.AGREED, ErasureStepKind.REFUSED})
ENDS = frozenset({ErasureStepKind.WITHDRAWN, ErasureStepKind.ERASED})
