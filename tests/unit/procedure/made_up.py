"""A small made-up rulebook, small enough to try every set of facts in Python."""

import copy
from datetime import date
from itertools import chain, combinations, product

from sharewell.core.procedure.compile import compile_edition
from sharewell.core.procedure.facts import FactsError, parse_facts
from sharewell.core.procedure.provision import TABLES, Hit

ON = date(2026, 1, 1)
START = date(2020, 1, 1)
SOURCE = {
    "document": "MADE-UP",
    "title": "Nothing real",
    "from": START,
    "sections": [{"ref": "s1", "about": "everything"}],
}
BECAUSE = [{"cite": "MADE-UP s1", "says": "Because it is made up."}]


def fact(name, *values, alone=(), **more):
    choices = [{"value": v, "label": f"{v}!", "alone": v in alone} for v in values]
    asked = {"group": "g", "ask": f"{name}?", "help": "Help.", **more}
    return {"name": name, "values": choices, **asked}


def row(name, table, when, then, **more):
    base = {"id": name, "table": table, "when": when, "then": then, "because": BECAUSE}
    return base | more


BOOK = {
    "layer": "national",
    "from": START,
    "stages": {"determination": ["harm", "rest"]},
    "fact": [
        fact("level", "low", "unsure", "high"),
        fact("signs", "bruise", "fear", "none", alone=["none"], many=True),
        fact("shelter", "yes", "no"),
        fact("consent", "given", "refused", "unknown", of_person=True),
        fact("feared", "yes", "no", of_person=True),
    ],
    "never": [
        {"cells": {"level": "high", "signs": "none"}, "says": "High needs a sign."},
        {"cells": {"consent": "given", "feared": "yes"}, "says": "Not of the feared."},
    ],
    "term": {
        "serious": {
            "any": [
                {"level": "high"},
                {"signs": ["bruise", "fear"], "level": "unsure"},
            ],
            "because": BECAUSE,
        },
        "agreed": {"some_person": [{"consent": "given"}], "because": BECAUSE},
        "unsafe": {
            "of_person": [{"feared": "yes"}, {"shelter": "yes", "agreed": False}],
            "because": BECAUSE,
        },
    },
    "row": [
        row("A1", "ask", {"unsafe": True}, "do_not_ask"),
        row("A9", "ask", {}, "ask_before"),
        row("D1", "determination", {"serious": True}, "share_now", stage="harm"),
        row("D2", "determination", {"agreed": True}, "share_with_agreement",
            stage="rest", over=["D3"]),
        row("D3", "determination", {"signs": "fear"}, "seek_advice", stage="rest"),
        row("D9", "determination", {}, "do_not_share", stage="rest"),
        row("T1", "tell",
            {"determination": ["share_now", "seek_advice"], "ask": "do_not_ask"},
            "do_not_tell", look_again_days=7),
        row("T9", "tell", {}, "tell_before"),
        row("H9", "how_much", {}, "relevant_part"),
        row("W9", "to_whom", {}, "nobody", text="Nobody."),
        row("C9", "confidence", {}, "kept", text="Kept."),
        row("R9", "human_rights", {}, "weighed", text="Weighed."),
        row("G9", "agreement", {}, "apart", text="Apart."),
        row("Q9", "agreement_sought", {}, "no"),
        row("O1", "also_owed", {"serious": True}, "front_door", by_when="now"),
        row("O2", "also_owed", {"signs": "bruise"}, "front_door", by_when="soon"),
        row("S1", "steps", {}, "record", text="Record."),
        row("S2", "steps", {"serious": True}, "ring", text="Ring.", hours=4),
    ],
}  # fmt: skip


def book(**changes):
    """The raw file; `changes` by row id: new keys, or None to leave the row out."""
    raw = copy.deepcopy(BOOK)
    raw["row"] = [r for r in raw["row"] if changes.get(r["id"], ()) is not None]
    for one in raw["row"]:
        one.update(changes.get(one["id"], {}))
    return raw


def edition(raw=None, **changes):
    return compile_edition([raw or book(**changes)], [SOURCE], ON)


def answers(facts):
    """Every way of answering these facts, valid or not."""
    return [dict(zip([f.name for f in facts], a, strict=True))
            for a in product(*(_ways(f) for f in facts))]  # fmt: skip


def _ways(one):
    values = [c.value for c in one.choices]
    if not one.many:
        return values
    sizes = (combinations(values, n) for n in range(1, len(values) + 1))
    return [list(chosen) for chosen in chain.from_iterable(sizes)]


def every_case(rules, people):
    """Every valid set of facts, parsed as real ones are."""
    vocabulary = rules.vocabulary
    persons = answers(vocabulary.of_person())
    for matter in answers(vocabulary.of_case()):
        for listed in product(persons, repeat=people):
            given = [{"ref": str(n), **one} for n, one in enumerate(listed)]
            raw = {"date": ON.isoformat(), "answers": matter, "people": given}
            try:
                yield parse_facts(raw, vocabulary)
            except FactsError:
                continue


FIRST = [table for table in TABLES if table.hit is Hit.FIRST]
