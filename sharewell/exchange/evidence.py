"""The committed records of this package, for the verification of the ledger."""

from sharewell.audit.registry import CommittedKind
from sharewell.exchange.contents import (
    answer_content,
    contact_content,
    disclosure_content,
    item_content,
    question_content,
    release_content,
    step_content,
)
from sharewell.exchange.models import (
    ContactAnswer,
    ContactOwed,
    Disclosure,
    DisclosureItem,
    DisclosureStep,
    ExistenceQuestion,
    Release,
)

KINDS = (
    CommittedKind("disclosure", "disclosure", Disclosure, disclosure_content),
    CommittedKind(
        "disclosure_item",
        "item of a disclosure",
        DisclosureItem,
        item_content,
        ("text_id",),
    ),
    # What a recipient adds is its own text: each step is read as its writer reads it.
    CommittedKind(
        "disclosure_step",
        "step of a disclosure",
        DisclosureStep,
        step_content,
        ("text_id",),
    ),
    CommittedKind(
        "release",
        "release of where a family is",
        Release,
        release_content,
        ("text_id", "grounds_id"),
    ),
    CommittedKind(
        "existence_question",
        "question to other agencies",
        ExistenceQuestion,
        question_content,
        ("who_id", "reason_id"),
    ),
    CommittedKind(
        "contact",
        "question to be answered by a person",
        ContactOwed,
        contact_content,
        ("reason_id",),
    ),
    CommittedKind(
        "contact_answer",
        "answer to such a question",
        ContactAnswer,
        answer_content,
        ("text_id",),
    ),
)
