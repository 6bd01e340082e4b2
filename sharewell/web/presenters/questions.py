"""The questions of the vocabulary as something to read."""

from collections.abc import Mapping
from typing import Any

from sharewell.core.procedure.vocabulary import Fact, Vocabulary
from sharewell.web.presenters.words import GROUP, say


def question_groups(vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """By group, in the order in which they are best asked."""
    groups: dict[str, list[Fact]] = {}
    for fact in vocabulary.facts:
        groups.setdefault(fact.group, []).append(fact)
    return [
        {"id": name, "title": say(GROUP, name), "facts": facts}
        for name, facts in groups.items()
    ]


def raised_by(vocabulary: Vocabulary) -> Mapping[str, list[Fact]]:
    """For each myth the questions that raise it."""
    found: dict[str, list[Fact]] = {}
    for fact in vocabulary.facts:
        if fact.myth:
            found.setdefault(fact.myth, []).append(fact)
    return found
