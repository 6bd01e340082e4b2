"""Advice in words: what the procedure points to, for a person who decides."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from sharewell.core.procedure.advice import Advice
from sharewell.core.procedure.vocabulary import Fact, Vocabulary
from sharewell.decisions.answers import AnswerSheet
from sharewell.web.presenters.law import law_words
from sharewell.web.presenters.provision import provision_path
from sharewell.web.presenters.words import (
    ADVICE,
    ASK,
    HOW_MUCH,
    LAWFUL_BASIS,
    RELATION,
    TELL,
    TO_WHOM,
    say,
)


def advice_words(advice: dict[str, Any]) -> dict[str, Any]:
    """The stored or fresh advice (its JSON) as headings, sentences and citations."""
    outcome = advice["outcome"]
    return {
        "complete": advice["complete"],
        "outcome": say(ADVICE, outcome) if outcome else None,
        "code": outcome,
        "how_much": say(HOW_MUCH, advice["how_much"]) if advice["how_much"] else None,
        "withhold": [
            {"what": w["what"], "why": w["why"], "cites": cites(w)}
            for w in advice["withhold"]
        ],
        "people": [_person(p) for p in advice["people"]],
        "also_owed": [
            {
                "code": o["to_whom"],
                "to_whom": say(TO_WHOM, o["to_whom"]),
                "why": o["why"],
                "by_when": o["by_when"],
                "cites": cites(o),
            }
            for o in advice["also_owed"]
        ],
        "steps": [
            {"text": s["text"], "by_when": _by_when(s), "cites": cites(s)}
            for s in advice["steps"]
        ],
        "findings": [
            _finding(f, advice["on"]) for f in advice["findings"] if f["operative"]
        ],
        "not_in_force": [
            _finding(f, advice["on"]) for f in advice["findings"] if not f["operative"]
        ],
        "open_questions": advice["open_questions"],
        "law": law_words(advice["lawful_basis"]),
    }


def bases(advice: Advice) -> list[tuple[str, str]]:
    """The candidates for a lawful basis, as choices."""
    if advice.lawful_basis is None:
        return []
    return [
        (
            one.basis[:80],
            f"{say(LAWFUL_BASIS, one.basis)}; for sensitive information "
            f"{one.special_category_condition}",
        )
        for one in advice.lawful_basis.candidates
    ]


def answer_sections(
    concern_id: UUID, sheet: AnswerSheet, vocabulary: Vocabulary
) -> list[dict[str, Any]]:
    """The answers given, each with a way back to change it."""
    facts = vocabulary.by_name()
    matter = [
        _row(facts[name], answer, reverse("question", args=[concern_id, name]))
        for name, answer in sheet.facts["answers"].items()
        if name in facts
    ]
    sections = [{"title": "Your answers", "rows": matter}]
    for person in sheet.facts["people"]:
        rows = [
            _row(
                facts[name],
                answer,
                reverse("person-question", args=[concern_id, person["ref"], name]),
            )
            for name, answer in person.items()
            if name in facts and name != "relation"
        ]
        sections.append({"title": person_name(person), "rows": rows})
    return sections


def person_name(person: dict[str, Any]) -> str:
    """Who a question is about."""
    return relation_name(person["relation"])


def relation_name(relation: str) -> str:
    """A relation as a reader would say it."""
    return say(RELATION, relation)


def answer_words(fact: Fact, answer: str | list[str]) -> str:
    """An answer in the words it was chosen by."""
    labels = {choice.value: choice.label for choice in fact.choices}
    given = answer if isinstance(answer, list | tuple) else [answer]
    return "; ".join(labels.get(one, one) for one in given)


def said_since(other: str | None) -> str:
    """Somebody answered the same question first: both answers, and what to do."""
    if not other:
        return (
            "Who has to be thought of, or the answers so far, changed since this page "
            "was made. Nothing is saved yet. Look at whom and what it asks, then save."
        )
    return (
        "A colleague, or you in another tab, answered this since. The answer is now: "
        f"“{other}”. Yours is still chosen below and is not saved yet. Choose what "
        "holds, then save."
    )


def cites(row: dict[str, Any]) -> str:
    """Citations as they are written: document and section."""
    return "; ".join(f"{c['document']} {c['ref']}" for c in row["citations"])


def _row(fact: Fact, answer: str | list[str], change: str) -> dict[str, Any]:
    return {
        "question": fact.ask,
        "answer": answer_words(fact, answer),
        "change": change,
    }


def _finding(finding: dict[str, Any], on: str) -> dict[str, Any]:
    """A provision that applied, with the way to read it as it was that day."""
    return {
        "id": finding["provision"],
        "href": provision_path(finding["provision"], on),
        "text": finding["text"],
        "cites": cites(finding),
        "would_give": finding["would_give"],
    }


def _person(person: dict[str, Any]) -> dict[str, Any]:
    return {
        "who": say(RELATION, person["relation"]),
        "ask": say(ASK, person["ask"]),
        "tell": say(TELL, person["tell"]),
        "why": " ".join(person["why"]),
        "look_again": person["look_again_days"],
        "cites": cites(person),
    }


def _by_when(step: dict[str, Any]) -> str:
    if hours := step["by_when_hours"]:
        return f"within {hours} hour{'s' if hours != 1 else ''}"
    if days := step["by_when_working_days"]:
        return f"within {days} working day{'s' if days != 1 else ''}"
    return ""
