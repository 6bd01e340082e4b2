"""A small rulebook to plant faults in, and invariants about it.

A worry, whether the child is safe, who would receive it, and of each person whether
asking is safe. The rows are sound as they stand: every obligation is proved.
"""

import copy

from sharewell.core.procedure.compile import compile_edition
from sharewell.core.procedure.provision import TABLES, Hit
from sharewell.core.procedure.read_invariants import parse_invariants
from sharewell.core.procedure.sources import parse_sources
from sharewell.proof.prove import prove
from tests.made_up_rules import ON, SOURCE, START, fact, row, term

FACTS = [
    fact("level", "none", "unsure", "harm"),
    fact("door", "yes", "no"),
    fact("signs", "bruise", "hunger", "nothing", many=True, alone=("nothing",)),
    fact("order", "yes", "no", "unknown"),
    fact("safe", "yes", "no", of_person=True),
    fact("agrees", "yes", "no", of_person=True),
]
NEVER = {"cells": {"level": "harm", "signs": "nothing"}, "says": "Harm leaves a sign."}
TERMS = {
    "agreed": term(some_person=[{"safe": "yes", "agrees": "yes"}]),
    "asked": term(some_person=[{"ask": "ask_before"}]),
}
ROWS = [
    row("D1", "determination", {"level": "harm", "door": "yes"}, "share_now",
        stage="harm"),
    row("D2", "determination", {"level": "unsure"}, "seek_advice", stage="doubt"),
    row("D3", "determination", {"agreed": True}, "share_with_agreement",
        stage="agreement", over=["D4"]),
    row("D4", "determination", {"order": "no"}, "do_not_share", stage="agreement"),
    row("A1", "ask", {"safe": "no"}, "do_not_ask"),
    row("A2", "ask", {"level": "none", "safe": "yes"}, "ask_before"),
    row("T1", "tell", {"safe": "no"}, "do_not_tell", look_again_days=7),
    row("O1", "also_owed", {"level": "harm", "door": "no"}, "front_door"),
    row("S1", "steps", {"level": "harm"}, "telephone", hours=1),
    row("S2", "steps", {}, "record"),
]  # fmt: skip
LAST = {"determination": "seek_advice", "ask": "not_needed", "tell": "tell_before"}
HEAD = {"rule": "rule 1", "says": "So.", "because": ["MADE-UP s1"]}
RANKS = [
    ["do_not_share", "redirect_asker"],
    ["seek_advice", "ask_originator", "verify_then_share"],
    ["seek_agreement_first"],
    ["share_now", "share_with_agreement", "share_part"],
]
ASKED = {
    "term": {"at_door": {"any": [{"door": "yes"}], "says": "The front door."}},
    "invariant": [
        {"id": "I1", "never": {"level": "harm", "at_door": True},
         "unless": [{"determination": "share_now"}]},
        {"id": "I2", "never": {"safe": "no", "ask": "ask_before"}, "of_person": True},
        {"id": "I3", "never": {"level": "harm", "door": "no"},
         "unless": [{"also_owed": "front_door"}]},
    ],
    "carries": [
        {"id": "C1", "table": "steps", "then": "telephone", "detail": "hours",
         "when": {"level": "harm"}},
        {"id": "C2", "table": "tell", "then": "do_not_tell",
         "detail": "look_again_days"},
    ],
    "forbidden": [{"id": "F1", "table": "lawful_basis", "then": "consent"}],
    "settled": [
        {"id": "W1", "table": "determination", "outcomes": "do_not_share",
         "open": "unknown", "stays": "do_not_share"},
    ],
    "ladder": [
        {"id": "L1", "fact": "level", "order": ["unsure", "harm"], "ranks": RANKS,
         "table": "determination", "when": {"door": "yes"}},
    ],
    "keeps": [
        {"id": "K1", "table": "determination", "outcomes": ["share_now"]},
        {"id": "K2", "table": "also_owed"},
    ],
}  # fmt: skip


def rules(*, change=None, rows=(), local=(), nevers=(NEVER,)):
    """An edition. `change`: id to new keys, None takes the row out; `local`: layer."""
    mine = [
        {
            key: value
            for key, value in {**one, **((change or {}).get(one["id"]) or {})}.items()
            if value is not None
        }
        for one in copy.deepcopy([*ROWS, *rows])
        if (change or {}).get(one["id"], one) is not None
    ]
    last = [
        row(f"LAST-{t.name}", t.name, {}, _last(t), **_stage(t))
        for t in TABLES
        if t.hit is Hit.FIRST
    ]
    national = {
        "layer": "national", "from": START, "fact": FACTS, "never": list(nevers),
        "term": TERMS, "row": [*mine, *last],
        "stages": {"determination": ["harm", "doubt", "agreement", "default"]},
    }  # fmt: skip
    files = [national]
    if local:
        files.append({"layer": "surrey", "from": START, "row": list(local)})
    return compile_edition(files, [SOURCE], ON)


def _last(table):
    return LAST.get(table.name, max(table.outcomes or {"nobody"}))


def _stage(table):
    return {"stage": "default"} if table.name == "determination" else {}


def asked(**more):
    """The invariants, with kinds replaced: `ladder=[...]`. Heads are filled in."""
    raw = {**ASKED, **more}
    filled = {
        kind: [{**HEAD, **one} for one in raw[kind]] if kind in HEADED else raw[kind]
        for kind in raw
    }
    unused = [
        {"table": table.name, "outcome": outcome, "says": "A small rulebook."}
        for table in TABLES
        if table.hit is Hit.FIRST
        for outcome in sorted(table.outcomes)
    ]
    return parse_invariants([{"unused": unused, **filled}], parse_sources([SOURCE]))


HEADED = ("invariant", "carries", "forbidden", "settled", "ladder", "keeps")


def failed(edition, *below, **more):
    """By kind and id, what does not hold of an edition laid on those `below`."""
    report = prove(edition, asked(**more), below)
    return {(one.kind, one.id): one for one in report.failed}
