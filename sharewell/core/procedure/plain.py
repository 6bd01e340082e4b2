"""Three plain answers beside the outcome: share, agreement sought, family informed.

The table is explained in docs/procedure-outcomes.md.
"""

from sharewell.core.procedure.advice import Answer, Outcome, PersonAdvice, Plain, Tell

SHARE = {
    Outcome.SHARE_NOW: Answer.YES,
    Outcome.SHARE_WITH_AGREEMENT: Answer.YES,
    Outcome.SHARE_PART: Answer.YES,
    Outcome.SEEK_AGREEMENT_FIRST: Answer.YES,
    Outcome.VERIFY_THEN_SHARE: Answer.ADVICE,
    Outcome.SEEK_ADVICE: Answer.ADVICE,
    Outcome.ASK_ORIGINATOR: Answer.ADVICE,
    Outcome.REDIRECT_ASKER: Answer.NO,
    Outcome.DO_NOT_SHARE: Answer.NO,
}


def plain(outcome: Outcome, sought: Answer, people: tuple[PersonAdvice, ...]) -> Plain:
    """`sought` comes from the rows; the family is informed if anybody is told."""
    return Plain(SHARE[outcome], sought, _informed(people))


def _informed(people: tuple[PersonAdvice, ...]) -> Answer:
    told = {person.tell for person in people}
    if told & {Tell.TELL_BEFORE, Tell.TELL_AFTER}:
        return Answer.YES
    return Answer.NO if Tell.DO_NOT_TELL in told else Answer.NOT_APPLICABLE
