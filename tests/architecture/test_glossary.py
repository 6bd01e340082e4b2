"""The words of the code are the words of the glossary."""

import re

from django.apps import apps

from sharewell.core.policy.model import Purpose, Relation, Role
from sharewell.decisions.vocabulary import DraftKind, Outcome, TaskKind
from sharewell.exchange.vocabulary import ReceivedOutcome, Step, Urgency
from tests.architecture.source import CHECKOUT

GLOSSARY = CHECKOUT / "docs" / "glossary.md"
CODED = (Role, Purpose, Relation, Outcome, TaskKind, DraftKind, Step, ReceivedOutcome, Urgency)


def missing(glossary: str) -> list[str]:
    """Models and coded words that the glossary does not hold."""
    text = re.sub(r"[\W_]+", "", glossary).lower()
    words = [m.__name__ for m in apps.get_models() if m.__module__.startswith("sharewell.")]
    words += [kind.__name__ for kind in CODED]
    return sorted(one for one in set(words) if one.lower() not in text)


def test_the_glossary_holds_every_model_and_every_coded_word() -> None:
    assert missing(GLOSSARY.read_text()) == []


def test_a_word_that_is_not_there_is_seen() -> None:
    assert "SharingDecision" in missing("a sharing of decisions")
    assert "SharingDecision" not in missing("A **sharing decision** is recorded.")
