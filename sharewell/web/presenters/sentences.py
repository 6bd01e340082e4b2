"""A row of the procedure as a sentence for readers, and its conditions one by one."""

from typing import Any

from sharewell.core.procedure.provision import Cells, Edition, Hit, Provision
from sharewell.core.procedure.sentences import BY_TABLE
from sharewell.core.procedure.sentences import conditions as all_of
from sharewell.web.presenters.words import (
    ADVICE,
    ASK,
    HOW_MUCH,
    LAWFUL_BASIS,
    TELL,
    TO_WHOM,
    say,
)

YES_OR_NO = {"yes": "Yes", "no": "No", "not_applicable": "Nobody to ask"}
OF_TABLE = {
    "determination": ADVICE,
    "ask": ASK,
    "tell": TELL,
    "how_much": HOW_MUCH,
    "to_whom": TO_WHOM,
    "also_owed": TO_WHOM,
    "lawful_basis": LAWFUL_BASIS,
    "agreement_sought": YES_OR_NO,
}


def gives(row: Provision) -> str:
    """What the row points to, in words."""
    if text := row.detail.get("text"):
        return str(text)
    return outcome(row.table, row.then)


def outcome(table: str, code: str) -> str:
    """One outcome of a table in words."""
    return say(OF_TABLE.get(table, {}), code)


def sentence(row: Provision, edition: Edition) -> str:
    """If all of this holds, then that. Why, and from when, stands beside it."""
    if not row.when:
        first = BY_TABLE[row.table].hit is Hit.FIRST
        return f"{'In all other cases' if first else 'Always'}: {gives(row)}"
    return f"If {all_of(row.when, edition.vocabulary)}: {gives(row)}"


def conditions(row: Provision, edition: Edition) -> list[dict[str, Any]]:
    """Each condition, with the alternatives of the named ones beneath it."""
    return [
        {
            "text": all_of({name: values}, edition.vocabulary),
            "any_of": [
                all_of(cells, edition.vocabulary)
                for cells in _alternatives(name, edition)
            ],
        }
        for name, values in row.when.items()
    ]


def _alternatives(name: str, edition: Edition) -> tuple[Cells, ...]:
    term = edition.terms.get(name)
    return term.alternatives if term else ()
