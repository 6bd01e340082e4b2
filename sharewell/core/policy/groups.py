"""Actions and roles that the rules speak of together."""

from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Purpose, Relation, Role

# What rule 2 of section 2 names: recording, asking advice, referring.
NEVER_BLOCKED = frozenset(
    {Action.CONCERN_TELL, Action.CONCERN_REFER, Action.DRAFT_SAVE}
)
OPENING = frozenset({Action.CONCERN_OPEN, Action.CONCERN_ADD})
DECIDING = frozenset(
    {
        Action.CONCERN_MATCH,
        Action.CONCERN_ASK_GUARDIAN,
        Action.CHILD_FIND,
        Action.CHILD_CREATE,
        Action.CHILD_OPEN,
        Action.DECISION_RECORD,
        Action.DISCLOSURE_SEND,
        Action.EXISTENCE_ASK,
        Action.TASK_ANSWER,
    }
)
DECISION_READING = frozenset({Action.DECISION_OPEN, Action.DECISION_PRINT})
RECEIVING = frozenset(
    {
        Action.DISCLOSURE_OPEN,
        Action.DISCLOSURE_ACKNOWLEDGE,
        Action.DISCLOSURE_ADDS,
        Action.DISCLOSURE_OUTCOME,
        Action.EXISTENCE_ASK,
    }
)
# What a custodian does about a question that found what it keeps hidden.
CONTACTING = frozenset({Action.CONTACT_OPEN, Action.CONTACT_ANSWER})
TEAM_DRAFTS = frozenset(
    {Action.DRAFT_OPEN, Action.DRAFT_TAKE_OVER, Action.DRAFT_DISCARD}
)
# What a guardian does with the one concern that was put to her.
GUARDING = frozenset(
    {
        Action.CONCERN_OPEN,
        Action.DECISION_OPEN,
        Action.DECISION_PRINT,
        Action.TASK_ANSWER,
    }
)
# What somebody does next with what they wrote themselves, sent or not yet.
FOLLOWING_OWN = OPENING | {
    Action.DISCLOSURE_OPEN,
    Action.DISCLOSURE_VOICE,
    Action.DRAFT_OPEN,
    Action.DRAFT_DISCARD,
}
# Read in an emergency; nothing is written, decided, printed or sent by way of one.
EMERGENCY_READING = frozenset(
    {Action.CONCERN_OPEN, Action.DECISION_OPEN, Action.DISCLOSURE_OPEN}
)
# Letting fewer people in: at once, by one person.
NARROWING = frozenset({Action.CONFLICT_DECLARE, Action.SEAL_PUT})
# Letting more people in: proposed by one, agreed to by another.
WIDENING = frozenset({Action.CONFLICT_END, Action.SEAL_NAME, Action.SEAL_LIFT})
RESTRICTING = NARROWING | WIDENING
ADMINISTERING = frozenset(
    {
        Action.AGENCY_FOUND,
        Action.INBOX_OPEN,
        Action.INBOX_CLOSE,
        Action.PEOPLE_LIST,
        Action.PRACTITIONER_APPOINT,
        Action.PRACTITIONER_END,
        Action.SIGN_IN_SET_UP,
        Action.SIGN_IN_RESET,
    }
)
# What changes who somebody is in the agency, or how they show that it is they.
APPOINTING = frozenset(
    {
        Action.PRACTITIONER_APPOINT,
        Action.PRACTITIONER_END,
        Action.SIGN_IN_SET_UP,
        Action.SIGN_IN_RESET,
    }
)
RUNNING = frozenset(
    {
        Action.TASKS_TICK,
        Action.EMAIL_SEND,
        Action.SIGN_IN_BEGIN,
        Action.ERASURE_CARRY_OUT,
        Action.KEYS_ROTATE,
    }
)
SERVICE = RUNNING | ADMINISTERING
# What any officer may do about an erasure: see, stop, keep.
KEEPING = frozenset(
    {
        Action.ERASURE_REVIEW,
        Action.ERASURE_WITHDRAW,
        Action.HOLD_PLACE,
        Action.HOLD_LIFT,
    }
)
ERASING = KEEPING | {Action.ERASURE_ASK, Action.ERASURE_ANSWER}
OVERSEEING = (
    ERASING
    | frozenset(
        {
            Action.LOOKS_REVIEW,
            Action.RULEBOOK_REVIEW,
            Action.RESTRICTION_REVIEW,
            Action.PROPOSAL_ANSWER,
            Action.EMERGENCY_REVIEW,
            Action.ASKING_REVIEW,
        }
    )
    | (RESTRICTING - {Action.CONFLICT_DECLARE})
)

# Where a hidden family is: proposed by one who decides, agreed to by another.
LOCATING = frozenset({Action.LOCATING_PROPOSE, Action.LOCATING_AGREE})

# Who answers for how the agency shares; the deputy does so in the officer's absence.
GOVERNORS = frozenset(
    {Role.LEAD_INFORMATION_OFFICER, Role.DEPUTY_LEAD_INFORMATION_OFFICER}
)
# Whose work is to find out whether anybody looked without a reason.
OFFICERS = GOVERNORS | {Role.DATA_PROTECTION_OFFICER}
HELD_HERE = frozenset(
    {Relation.OWN_AGENCY, Relation.SENT_TO_MY_AGENCY, Relation.SENT_TO_MY_INBOX}
)
APPOINTED = frozenset(
    {
        Role.PRACTITIONER,
        Role.ADVISER,
        Role.LEAD_INFORMATION_OFFICER,
        Role.DEPUTY_LEAD_INFORMATION_OFFICER,
        Role.CALDICOTT_GUARDIAN,
        Role.DATA_PROTECTION_OFFICER,
        Role.MANAGER,
        Role.FRONT_DOOR_WORKER,
        Role.TRAINING_LEAD,
        Role.ASSURANCE_REVIEWER,
        # Whoever works for an agency may see something and must be able to tell it.
        Role.ADMINISTRATOR,
    }
)


def purpose_of(action: Action) -> Purpose:
    """The one purpose under which an action is carried out."""
    # Roles are ended in it, which the database lets nobody do to oversee.
    if action in ADMINISTERING or action is Action.ACCESS_REVIEW:
        return Purpose.ADMINISTER
    if action in OVERSEEING:
        return Purpose.OVERSEE
    if action in RUNNING:
        return Purpose.RUN_THE_SERVICE
    return Purpose.SAFEGUARD
