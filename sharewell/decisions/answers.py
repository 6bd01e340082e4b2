"""The answer sheet of one concern: the facts so far, the own view, the next question.

Kept as a draft of the team until the decision is recorded; then the decision keeps it.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import count
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sharewell.access.errors import NotFound
from sharewell.core.policy.model import Actor
from sharewell.core.procedure.advice import Advice
from sharewell.core.procedure.evaluate import evaluate
from sharewell.core.procedure.facts import parse_facts
from sharewell.core.procedure.questions import Question, questions
from sharewell.decisions.drafts import Fields, open_draft, save_draft
from sharewell.decisions.queries import ConcernView
from sharewell.decisions.vocabulary import DraftKind, Origin
from sharewell.keys.subjects import subject_keys
from sharewell.rulebooks.clocks import london_date
from sharewell.rulebooks.load import edition

HOLDERS = {
    "childminder": "nursery_or_childminder",
    "partnership": "other",
    "sexual_health": "health",
    "refuge": "charity",
}


@dataclass(frozen=True)
class AnswerSheet:
    """Where the lead stands with one concern."""

    concern_id: UUID
    draft_id: UUID
    revision: int
    facts: dict[str, Any]
    own_view: str = ""
    people_named: bool = False
    asked: tuple[str, ...] = field(default=())

    @property
    def is_started(self) -> bool:
        """Whether anything was answered or written yet."""
        return self.revision > 0


def open_sheet(
    by: Actor, at: datetime, concern: ConcernView, agency_kind: str
) -> AnswerSheet:
    """The sheet as it was saved, or a fresh one with what is already known."""
    draft_id, today = _sheet_id(by, concern), london_date(at)
    try:
        draft = open_draft(by=by, at=at, draft_id=draft_id)
    except NotFound:
        facts = _known(concern, agency_kind, today)
        return AnswerSheet(concern.id, draft_id, 0, facts)
    return AnswerSheet(
        concern.id,
        draft_id,
        draft.revision,
        # The rules of today hold, however long ago the first answer was given.
        {**draft.fields["facts"], "date": today.isoformat()},
        draft.fields["own_view"],
        draft.fields["people_named"],
        tuple(draft.fields["asked"]),
    )


def save_sheet(by: Actor, at: datetime, sheet: AnswerSheet) -> None:
    """Save; raises DraftChanged when a colleague or another tab answered since."""
    fields: Fields = {
        "facts": sheet.facts,
        "own_view": sheet.own_view,
        "people_named": sheet.people_named,
        "asked": list(sheet.asked),
    }
    save_draft(
        by=by,
        at=at,
        draft_id=sheet.draft_id,
        kind=DraftKind.ANSWERS,
        team=min(by.teams, default=""),
        revision=sheet.revision,
        fields=fields,
        concern_id=sheet.concern_id,
    )


def _sheet_id(by: Actor, concern: ConcernView) -> UUID:
    """One sheet for each decision to come: after a decision the next is a fresh one.

    Of a sheet that was ended the key is gone. A database restored to before that has
    the sheet again and nobody can read it: the concern goes on with a fresh one.
    """
    keys, agency = subject_keys(), by.agency
    sheets = (
        uuid5(NAMESPACE_URL, f"sharewell:answers:{concern.id}:{turn}")
        for turn in count(len(concern.decisions))
    )
    return next(
        one for one in sheets if agency is None or not keys.destroyed(agency, one)
    )


def advise_on(sheet: AnswerSheet) -> Advice:
    """What the procedure points to on the answers; raises what parse_facts does."""
    in_force = edition(date.fromisoformat(sheet.facts["date"]))
    return evaluate(parse_facts(sheet.facts, in_force.vocabulary), edition=in_force)


def next_questions(sheet: AnswerSheet) -> tuple[Question, ...]:
    """Those that can still change the answer, the most decisive first."""
    in_force = edition(date.fromisoformat(sheet.facts["date"]))
    return questions(parse_facts(sheet.facts, in_force.vocabulary), edition=in_force)


def answered(
    sheet: AnswerSheet, fact: str, person: str | None, answer: Any
) -> AnswerSheet:
    """The sheet with one more answer."""
    facts = {
        **sheet.facts,
        "answers": dict(sheet.facts["answers"]),
        "people": [dict(one) for one in sheet.facts["people"]],
    }
    if person is None:
        facts["answers"][fact] = answer
    else:
        for one in facts["people"]:
            if one["ref"] == person:
                one[fact] = answer
    path = fact if person is None else f"{person}.{fact}"
    asked = sheet.asked if path in sheet.asked else (*sheet.asked, path)
    return _changed(sheet, facts=facts, asked=asked)


def with_people(sheet: AnswerSheet, relations: list[str]) -> AnswerSheet:
    """The sheet with these people; who was there already keeps their answers."""
    known = {one["relation"]: one for one in sheet.facts["people"]}
    people = [
        {**known.get(relation, {}), "ref": f"p{number}", "relation": relation}
        for number, relation in enumerate(relations, start=1)
    ]
    return _changed(sheet, facts={**sheet.facts, "people": people}, people_named=True)


def with_own_view(sheet: AnswerSheet, text: str) -> AnswerSheet:
    """The sheet with the person's own view."""
    return _changed(sheet, own_view=text)


def _changed(sheet: AnswerSheet, **changes: Any) -> AnswerSheet:
    return replace(sheet, **changes)


def _known(concern: ConcernView, agency_kind: str, today: date) -> dict[str, Any]:
    """Nobody is asked what is known already: who holds it, who asked, safe or not."""
    is_asked = concern.origin == Origin.ASKED
    answers = {
        "holder": HOLDERS.get(agency_kind, agency_kind),
        "direction": "is_asked" if is_asked else "wishes_to_share",
    }
    if not is_asked:
        answers["child_safe_now"] = concern.safe_now
    return {"date": today.isoformat(), "answers": answers, "people": []}
