"""Three plain answers beside the outcome: share, agreement sought, family informed.

The table is explained in docs/procedure-outcomes.md.
"""

from sharewell.core.procedure.advice import Ask, Outcome, PersonAdvice, Plain, Tell

SHARE = {
    Outcome.SHARE_NOW: "yes",
    Outcome.SHARE_WITH_AGREEMENT: "yes",
    Outcome.SHARE_PART: "yes",
    Outcome.SEEK_AGREEMENT_FIRST: "yes",
    Outcome.VERIFY_THEN_SHARE: "advice",
    Outcome.SEEK_ADVICE: "advice",
    Outcome.ASK_ORIGINATOR: "advice",
    Outcome.REDIRECT_ASKER: "no",
    Outcome.DO_NOT_SHARE: "no",
}


def plain(outcome: Outcome, people: tuple[PersonAdvice, ...]) -> Plain:
    """`not_applicable` where nobody is listed or nothing about them would go."""
    return Plain(SHARE[outcome], _agreement(outcome, people), _informed(people))


def _agreement(outcome: Outcome, people: tuple[PersonAdvice, ...]) -> str:
    asked = any(person.ask is Ask.ASK_BEFORE for person in people)
    if asked or outcome in (Outcome.SEEK_AGREEMENT_FIRST, Outcome.SHARE_WITH_AGREEMENT):
        return "yes"
    return "no" if people else "not_applicable"


def _informed(people: tuple[PersonAdvice, ...]) -> str:
    told = {person.tell for person in people}
    if told & {Tell.TELL_BEFORE, Tell.TELL_AFTER}:
        return "yes"
    return "no" if Tell.DO_NOT_TELL in told else "not_applicable"
