"""Everything a person or the service can do, each with the sentence users are shown."""

from enum import StrEnum
from typing import Self


class Action(StrEnum):
    """`<resource>:<verb>`; the sentence says it to a person."""

    sentence: str

    def __new__(cls, value: str, sentence: str) -> Self:
        """Attach the sentence to the stored word."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.sentence = sentence
        return member

    DRAFT_SAVE = "draft:save", "save a draft"
    DRAFT_OPEN = "draft:open", "open a draft of the team"
    DRAFT_TAKE_OVER = "draft:take_over", "take over a colleague's draft"
    DRAFT_DISCARD = "draft:discard", "discard a draft"
    CONCERN_TELL = "concern:tell", "tell the adviser about a concern"
    CONCERN_REFER = "concern:refer", "refer directly to children's services"
    CONCERN_OPEN = "concern:open", "open a concern"
    CONCERN_ADD = "concern:add", "add to a concern or correct it"
    CONCERN_MATCH = "concern:match", "say which child a concern is about"
    CONCERN_ASK_GUARDIAN = (
        "concern:ask_guardian",
        "put a concern to the Caldicott Guardian",
    )
    CHILD_FIND = "child:find", "look for a child's record"
    CHILD_CREATE = "child:create", "make a child's record"
    CHILD_OPEN = "child:open", "open a child's record"
    DECISION_RECORD = "decision:record", "record a sharing decision"
    DECISION_OPEN = "decision:open", "open a decision record"
    DECISION_PRINT = "decision:print", "print a decision record"
    TASK_ANSWER = "task:answer", "answer a task with what was done"
    DISCLOSURE_SEND = "disclosure:send", "send what was decided to a recipient"
    DISCLOSURE_OPEN = "disclosure:open", "open what was disclosed"
    DISCLOSURE_VOICE = "disclosure:voice", "record who answered the phone"
    DISCLOSURE_ACKNOWLEDGE = "disclosure:acknowledge", "acknowledge a disclosure"
    DISCLOSURE_ADDS = "disclosure:adds", "record what a disclosure adds"
    DISCLOSURE_OUTCOME = "disclosure:outcome", "record the outcome and tell the sender"
    LOCATING_PROPOSE = (
        "locating:propose",
        "propose to tell a worker where a hidden family is",
    )
    LOCATING_AGREE = "locating:agree", "agree that a worker is told where a family is"
    LOCATING_OPEN = "locating:open", "read where a hidden family is"
    EXISTENCE_ASK = "existence:ask", "ask which other agencies know a child"
    CONTACT_OPEN = "contact:open", "open a question that your agency must answer"
    CONTACT_ANSWER = "contact:answer", "record how whoever asked was contacted"
    ASKING_REVIEW = (
        "asking:review",
        "look why somebody asks about so many children",
    )
    ACCESS_REVIEW = "access:review", "look through who holds which role"
    WORK_LIST = "work:list", "see the work that is waiting"
    LOOKS_REVIEW = "looks:review", "see who looked, when and why"
    CONFLICT_DECLARE = "conflict:declare", "keep somebody who knows the family out"
    CONFLICT_END = "conflict:end", "let somebody back in who was kept out"
    SEAL_PUT = "seal:put", "seal a record for named people"
    SEAL_NAME = "seal:name", "name a further person who may open a sealed record"
    SEAL_LIFT = "seal:lift", "unseal a record"
    RESTRICTION_REVIEW = "restriction:review", "see what is sealed and who is kept out"
    PROPOSAL_ANSWER = "proposal:answer", "agree to what a colleague proposed"
    EMERGENCY_OPEN = "emergency:open", "open a record in an emergency"
    EMERGENCY_REVIEW = "emergency:review", "review an opening in an emergency"
    ERASURE_REVIEW = "erasure:review", "see what is to be erased and what must be kept"
    ERASURE_ASK = "erasure:ask", "ask that a child's record is erased"
    ERASURE_ANSWER = "erasure:answer", "agree that a child's record is erased"
    ERASURE_WITHDRAW = "erasure:withdraw", "withdraw an erasure before it is done"
    ERASURE_CARRY_OUT = "erasure:carry_out", "erase what was agreed on"
    HOLD_PLACE = "hold:place", "hold a record so that nothing erases it"
    HOLD_LIFT = "hold:lift", "lift a legal hold"
    RULEBOOK_REVIEW = "rulebook:review", "look after the rules in force"
    TASKS_TICK = "tasks:tick", "raise work that is overdue"
    EMAIL_SEND = "email:send", "send a notification"
    KEYS_ROTATE = "keys:rotate", "replace the agency's key"
    AGENCY_FOUND = "agency:found", "add an agency"
    INBOX_OPEN = "inbox:open", "open an inbox"
    INBOX_CLOSE = "inbox:close", "close an inbox"
    PEOPLE_LIST = "people:list", "see who works for the agency, and as what"
    PRACTITIONER_APPOINT = "practitioner:appoint", "appoint a person to a role"
    PRACTITIONER_END = "practitioner:end", "end an appointment"
    SIGN_IN_SET_UP = "sign_in:set_up", "let somebody set up how they sign in"
    SIGN_IN_RESET = "sign_in:reset", "take away a second step that somebody lost"
    SIGN_IN_BEGIN = "sign_in:begin", "set a password, by a link or knowing the old one"
