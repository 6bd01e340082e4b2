"""A decision record in words, for the screen and for paper."""

from typing import Any

from sharewell.decisions.deciding import is_serious
from sharewell.decisions.queries import DecisionView
from sharewell.rulebooks.load import edition
from sharewell.web.presenters.advice import advice_words
from sharewell.web.presenters.words import LAWFUL_BASIS, OUTCOME, RELATION, say


def decision_words(decision: DecisionView) -> dict[str, Any]:
    """Outcome, advice as it was shown, answers, and where they departed."""
    return {
        "outcome": say(OUTCOME, decision.outcome),
        "lawful_basis": say(LAWFUL_BASIS, decision.lawful_basis) or "Not stated",
        "advice": advice_words(decision.advice),
        "answers": _answers(decision),
        "departs": not decision.follows_advice,
        "is_serious": is_serious(decision.facts),
        "edition": decision.edition[:16],
        "published_on": decision.published_on,
    }


def _answers(decision: DecisionView) -> list[dict[str, str]]:
    vocabulary = edition(decision.published_on).vocabulary.by_name()
    rows = [
        _row(vocabulary, name, value)
        for name, value in decision.facts["answers"].items()
    ]
    for person in decision.facts["people"]:
        who = say(RELATION, person["relation"])
        rows += [
            {**row, "question": f"{who}: {row['question']}"}
            for name, value in person.items()
            if name not in {"ref", "relation"}
            for row in [_row(vocabulary, name, value)]
        ]
    return rows


def _row(vocabulary: Any, name: str, value: Any) -> dict[str, str]:
    fact = vocabulary.get(name)
    labels = {c.value: c.label for c in fact.choices} if fact else {}
    given = value if isinstance(value, list) else [value]
    return {
        "question": fact.ask if fact else name,
        "answer": "; ".join(labels.get(one, str(one)) for one in given),
    }
