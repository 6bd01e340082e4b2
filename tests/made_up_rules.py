"""Small rulebooks made up for a test: a few facts and rows, the other tables filled in.

No test that uses these can fail because somebody mended a row that ships.
"""

from datetime import date

from sharewell.core.procedure.compile import compile_edition
from sharewell.core.procedure.provision import TABLES, Hit

ON = date(2026, 11, 20)
START = date(2020, 1, 1)
BECAUSE = [{"cite": "MADE-UP s1", "says": "Made up."}]
SOURCE = {
    "document": "MADE-UP",
    "title": "A source made up for tests",
    "from": START,
    "sections": [{"ref": "s1", "about": "Everything"}],
}
DETAILS = {
    "text": "Words.",
    "by_when": "today",
    "regime": "any",
    "special_category_condition": "none",
}


def fact(name, *values, alone=(), **more):
    """A question. `alone`: values that stand alone; more: `many`, `of_person`."""
    return {
        "name": name,
        "group": "g",
        "ask": f"What of {name.replace('_', ' ')}?",
        "help": "Help.",
        "values": [
            {"value": v, "label": v.replace("_", " "), "alone": v in alone}
            for v in values
        ],
        **more,
    }


def row(name, table, when, then, **more):
    """A row; the details that its table needs are filled in."""
    needed = next(t for t in TABLES if t.name == table).details
    filled = {key: DETAILS[key] for key in needed & DETAILS.keys()}
    given = {"id": name, "table": table, "when": when, "then": then}
    return given | filled | {"because": BECAUSE} | more


def term(**more):
    """A term from any=, some_person= or of_person=."""
    return {**more, "because": BECAUSE}


def made_up(facts, rows, *, terms=None, nevers=(), on=ON):
    """An edition. Every first-hit table gets a last row for all other cases."""
    last = [
        row(f"LAST-{t.name}", t.name, {}, max(t.outcomes or {"nobody"}))
        for t in TABLES
        if t.hit is Hit.FIRST
    ]
    file = {
        "layer": "national",
        "from": START,
        "fact": list(facts),
        "never": list(nevers),
        "term": terms or {},
        "row": [*rows, *last],
    }
    return compile_edition([file], [SOURCE], on)
