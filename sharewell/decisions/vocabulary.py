"""The words in which concerns, entries, decisions and tasks are coded."""

from enum import StrEnum


class Origin(StrEnum):
    """How the matter came up."""

    NOTICED = "noticed"
    ASKED = "asked"


class SafeNow(StrEnum):
    """Whether the child is safe at this moment."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class EntryKind(StrEnum):
    """What sort of thing an entry says; fact and opinion never share one."""

    WHO = "who"
    SEEN = "seen"
    WORDS = "words"
    VIEW = "view"
    ACTION = "action"
    ASKED = "asked"
    PASTED = "pasted"
    MORE = "more"
    ANSWER = "answer"
    GUARDIAN = "guardian"
    CORRECTION = "correction"


class SaidBy(StrEnum):
    """Whose knowledge it is."""

    ME = "me"
    CHILD = "child"
    ANOTHER = "another_person"
    RECORD = "a_record"


class Certainty(StrEnum):
    """How sure the writer is."""

    CERTAIN = "certain"
    UNSURE = "unsure"


class ChildSeen(StrEnum):
    """Whether the writer saw the child."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What a person decides; the machine's outcomes are a different list."""

    SHARE = "share"
    SHARE_IN_PART = "share_in_part"
    DO_NOT_SHARE = "do_not_share"
    SEEK_ADVICE = "seek_advice"


SHARING = frozenset({Outcome.SHARE, Outcome.SHARE_IN_PART})


class TaskKind(StrEnum):
    """What an inbox can owe."""

    DECIDE = "decide"
    SEND = "send"
    GIVE = "give"
    VOICE = "voice"
    REVIEW_DEPARTURE = "review_departure"
    TAKE_ADVICE = "take_advice"
    TELL_LATER = "tell_later"
    ACKNOWLEDGE = "acknowledge"
    TELL_OUTCOME = "tell_outcome"
    GUARDIAN = "guardian"
    REVIEW_EMERGENCY = "review_emergency"
    TAKE_OVER = "take_over"
    CONTACT_ASKER = "contact_asker"
    REVIEW_ASKING = "review_asking"
    REVIEW_ACCESS = "review_access"


# Tasks that end only when somebody writes what was done about them.
ANSWERED_IN_WORDS = frozenset(
    {
        TaskKind.GIVE,
        TaskKind.REVIEW_DEPARTURE,
        TaskKind.TAKE_ADVICE,
        TaskKind.TELL_LATER,
        TaskKind.GUARDIAN,
        TaskKind.TAKE_OVER,
    }
)


class StepKind(StrEnum):
    """What becomes of a task."""

    RISEN = "risen"
    DONE = "done"


class DraftKind(StrEnum):
    """What an unfinished thing will become."""

    CONCERN = "concern"
    REQUEST = "request"
    ANSWERS = "answers"


# What becomes a concern: something noticed, or something that somebody asks for.
UNTOLD = frozenset({DraftKind.CONCERN, DraftKind.REQUEST})


class DraftState(StrEnum):
    """Whether a draft can still be worked on."""

    OPEN = "open"
    SUBMITTED = "submitted"
    DISCARDED = "discarded"
