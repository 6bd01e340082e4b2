"""The solver, the evaluator and plain enumeration say the same of the same rows."""

from datetime import UTC, datetime
from itertools import combinations_with_replacement, product

import pytest

from sharewell.core.procedure.evaluate import evaluate
from sharewell.core.procedure.facts import parse_facts
from sharewell.core.procedure.fired import fired
from sharewell.core.procedure.provision import TABLES
from sharewell.core.procedure.situation import Situation
from sharewell.proof.example import whole_case
from sharewell.proof.view import View
from sharewell.proof.world import SPOKEN_OF, World
from sharewell.rulebooks.load import edition
from tests.made_up_rules import ON
from tests.proof.small import failed, rules

BY_TABLE = {table.name: table for table in TABLES}
BROKEN = [
    {},
    {"D1": {"then": "do_not_share"}},
    {"D1": {"when": {"level": "harm", "door": "yes", "agreed": False}}},
    {"A1": None, "A2": {"when": {"level": "none"}}},
    {"A1": None, "A2": {"when": {"level": "none", "agreed": True}}},
    {"O1": {"when": {"level": "harm", "door": "no", "signs": "hunger"}}},
    {"O1": {"when": {"level": "harm", "door": "no", "agreed": False}}},
]


def every_case():
    people = [{"safe": s, "agrees": a} for s, a in product(["yes", "no"], repeat=2)]
    signs = [["bruise"], ["hunger"], ["bruise", "hunger"], ["nothing"]]
    for level, door, seen, order in product(
        ["none", "unsure", "harm"], ["yes", "no"], signs, ["yes", "no", "unknown"]
    ):
        if level == "harm" and seen == ["nothing"]:
            continue
        for number in (0, 1, 2):
            for those in combinations_with_replacement(people, number):
                yield {
                    "date": ON.isoformat(),
                    "answers": {
                        "level": level, "door": door, "signs": seen, "order": order,
                    },
                    "people": [{"ref": f"p{n}", **one} for n, one in enumerate(those)],
                }  # fmt: skip


def broken(case, advice):
    """Which of the invariants of the small rulebook a case breaks."""
    answers, owed = case["answers"], {one.to_whom for one in advice.also_owed}
    if answers["level"] == "harm" and answers["door"] == "yes":
        yield from [] if advice.outcome == "share_now" else ["I1"]
    for person, given in zip(advice.people, case["people"], strict=True):
        if given["safe"] == "no" and person.ask == "ask_before":
            yield "I2"
    if answers["level"] == "harm" and answers["door"] == "no":
        yield from [] if "front_door" in owed else ["I3"]


@pytest.mark.parametrize("change", BROKEN)
def test_what_enumeration_finds_the_proof_finds_and_nothing_else(change):
    small = rules(change=change)
    seen = set()
    for case in every_case():
        advice = evaluate(parse_facts(case, small.vocabulary), edition=small)
        seen |= set(broken(case, advice))
    assert {name for kind, name in failed(small) if kind == "invariant"} == seen


@pytest.mark.parametrize("shipped", [False, True], ids=["small", "shipped"])
def test_the_rows_of_an_example_are_those_that_the_evaluator_applies(shipped):
    book = edition(datetime.now(UTC).date()) if shipped else rules()
    world = World(book.vocabulary)
    view = View(world, book)
    rows = [row for row in book.provisions if row.operative]
    encode_all(view, rows)
    for row in rows[:: 7 if shipped else 1]:
        place = SPOKEN_OF if BY_TABLE[row.table].of_person else None
        listed = [] if place is None else [world.people[place]]
        if world.possible(*listed, view.fires(row, place)):
            assert_alike(view, world.example(), rows)


def encode_all(view, rows):
    """Every row at every person, before any case is looked at."""
    before = -1
    while before != len(view.world.people):
        before = len(view.world.people)
        for row in rows:
            people = range(before) if BY_TABLE[row.table].of_person else [None]
            for place in people:
                view.fires(row, place)
        view.world.settle()


def assert_alike(view, truths, rows):
    case = whole_case(view, truths)
    facts = parse_facts(case, view.edition.vocabulary)
    found = fired(Situation(facts, view.edition))
    by_ref = [n for n, listed in enumerate(view.world.people) if listed in truths]
    for row in rows:
        whose = by_ref if BY_TABLE[row.table].of_person else [None]
        for count, place in enumerate(whose, 1):
            ref = None if place is None else f"p{count}"
            holds = view.fires(row, place)
            applies = row in found.all(row.table, ref)
            assert applies == is_true(holds, truths), (row.id, ref, case)


def is_true(literal, truths):
    if literal in ("true", "false"):
        return literal == "true"
    if literal.startswith("(not "):
        return literal[len("(not ") : -1] not in truths
    return literal in truths
