"""The words in which disclosures and their steps are coded."""

from enum import StrEnum


class Step(StrEnum):
    """What happens to a disclosure, in the order it usually does."""

    VOICE = "voice"
    OPENED = "opened"
    ACKNOWLEDGED = "acknowledged"
    ADDS = "adds"
    OUTCOME = "outcome"


class ReceivedOutcome(StrEnum):
    """What the receiving agency does with it, told back to the sender."""

    STRATEGY_DISCUSSION = "strategy_discussion"
    SECTION_47 = "section_47"
    SECTION_17 = "section_17"
    EARLY_HELP = "early_help"
    POLICE_ENQUIRY = "police_enquiry"
    ADVICE_GIVEN = "advice_given"
    NO_FURTHER_ACTION = "no_further_action"


class AskedFor(StrEnum):
    """For what another agency's knowledge of a child is asked about."""

    SAFEGUARD = "safeguard"
    ASSESS = "assess"
    EARLY_HELP = "early_help"


class ContactOutcome(StrEnum):
    """What an agency that keeps a record hidden did about a question."""

    CONTACTED = "contacted"
    WILL_NOT = "will_not"


class Urgency(StrEnum):
    """What the sender declares; the front door triages by it and by time waiting."""

    DANGER_NOW = "danger_now"
    REASONABLE_CAUSE = "reasonable_cause"
    BELOW = "below_reasonable_cause"
