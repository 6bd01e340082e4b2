"""A row or a term as one English sentence, from the labels of the vocabulary.

For officers who approve rows without reading their files. What a sentence says is all
that the row says: conditions, outcome, details, reasons with citations, dates.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sharewell.core.procedure.provision import (
    TABLES,
    Because,
    Cells,
    Hit,
    Provision,
    Term,
)
from sharewell.core.procedure.vocabulary import Fact, Vocabulary

BY_TABLE = {table.name: table for table in TABLES}
ALL_CASES = "in all other cases"
ALWAYS = "always"
# How the outcome of a table is introduced; a table that is not here by its name.
LEADS = {
    "determination": "the procedure points to",
    "ask": "about asking this person",
    "tell": "about telling this person",
    "also_owed": "these must hear as well",
    "withhold": "keep back",
    "steps": "one step is",
}
UNITS = {
    "hours": "within {} hours",
    "working_days": "within {} working days",
    "look_again_days": "look again after {} days",
}


def row_sentence(row: Provision, vocabulary: Vocabulary) -> str:
    """One row as "If ..., then ..., because ... [citation]; from ... to ...".

    Every name in the row's cells must be known: see `check_names`.
    """
    parts = [f"{_if(row, vocabulary)}, {_then(row, vocabulary)}"]
    parts.append(f"because {reasons(row.because, row.start, row.end)}")
    if row.awaits and row.operative:
        parts.append(f"an officer has confirmed the start of {words(row.awaits)}")
    elif row.awaits:
        parts.append(f"nothing until an officer confirms {words(row.awaits)}")
    return f"{'; '.join(parts)}; {period(row.start, row.end)}."


def term_sentence(term: Term, vocabulary: Vocabulary) -> str:
    """What a named condition means: any of its alternatives, each a set of cells."""
    whose = " for somebody listed" if term.some_person else ""
    either = "; or ".join(conditions(cells, vocabulary) for cells in term.alternatives)
    why = " ".join(f"{reason.says} {cited(reason)}" for reason in term.because)
    return f"“{words(term.name)}” holds if{whose} {either}; because {why}"


def _if(row: Provision, vocabulary: Vocabulary) -> str:
    if row.when:
        return f"If {conditions(row.when, vocabulary)}"
    first = BY_TABLE[row.table].hit is Hit.FIRST
    return (ALL_CASES if first else ALWAYS).capitalize()


def conditions(cells: Cells, vocabulary: Vocabulary) -> str:
    """The cells of one row or alternative, joined by "and"."""
    facts = vocabulary.by_name()
    return ", and ".join(_cell(name, cells[name], facts.get(name)) for name in cells)


def _cell(name: str, allowed: frozenset[str], fact: Fact | None) -> str:
    if fact is not None:
        return _answers(fact, allowed)
    if name in BY_TABLE:
        return (
            f"the answer of “{words(name)}” is {_either(map(words, sorted(allowed)))}"
        )
    if len(allowed) > 1:
        return f"“{words(name)}” holds or not"
    return f"“{words(name)}” {'holds' if 'true' in allowed else 'does not hold'}"


def _answers(fact: Fact, allowed: frozenset[str]) -> str:
    """Most of the answers are named by those left out, unless several may be given."""
    chosen = [c.label for c in fact.choices if c.value in allowed]
    others = [c.label for c in fact.choices if c.value not in allowed]
    if fact.many:
        return f"“{fact.ask}” is answered with {_either(chosen)}"
    if others and len(others) * 2 < len(chosen):
        return f"“{fact.ask}” is answered with anything but {_either(others)}"
    return f"“{fact.ask}” is answered {_either(chosen)}"


def _either(labels: Iterable[str]) -> str:
    quoted = [f"“{label}”" for label in labels]
    return " or ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))


def _then(row: Provision, vocabulary: Vocabulary) -> str:
    lead = LEADS.get(row.table, f"“{words(row.table)}” is")
    return f"then {lead}: {', '.join([_code(row, vocabulary), *_details(row)])}"


def _code(row: Provision, vocabulary: Vocabulary) -> str:
    """The code in words; a body that is a declared recipient by its label."""
    recipient = vocabulary.by_name().get("recipient")
    if row.table == "also_owed" and recipient is not None:
        labels = {choice.value: choice.label for choice in recipient.choices}
        return labels.get(row.then, words(row.then))
    return words(row.then)


def _details(row: Provision) -> Iterator[str]:
    for key, value in row.detail.items():
        if key in UNITS:
            yield UNITS[key].format(value)
        elif value:
            yield f"“{value}”"


def reasons(because: tuple[Because, ...], start: date, end: date | None) -> str:
    """Each reason with its citation, and its dates where they are not the row's."""
    return " ".join(
        f"{reason.says} {cited(reason)}{_own_dates(reason, start, end)}"
        for reason in because
    )


def _own_dates(reason: Because, start: date, end: date | None) -> str:
    if (reason.start, reason.end or end) == (start, end):
        return ""
    return f" ({period(reason.start, reason.end)})"


def cited(reason: Because) -> str:
    """The citation in brackets."""
    return f"[{reason.cite.document} {reason.cite.ref}]"


def period(start: date, end: date | None) -> str:
    """From the first day to the last one; `end` is the first day no longer."""
    last = f" to {spelt(end - timedelta(days=1))}" if end else ""
    return f"from {spelt(start)}{last}"


def spelt(day: date) -> str:
    """1 July 2018."""
    return f"{day.day} {day:%B %Y}"


def words(code: str) -> str:
    """A code as words."""
    return code.replace("_", " ")
