"""A case that breaks an obligation: the answers it hangs on, in words, and whole.

The whole case can be given to `sharewell advise`: another route to the same fault.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sharewell.core.procedure.facts import parse_facts
from sharewell.core.procedure.fired import Fired, fired
from sharewell.core.procedure.provision import TABLES
from sharewell.core.procedure.situation import Situation
from sharewell.core.procedure.vocabulary import Fact
from sharewell.proof.view import View
from sharewell.proof.world import Slot, Where, World, both, no

# Tables that put an answer into words: they would bury what went wrong.
WORDS_ONLY = {"to_whom", "confidence", "human_rights", "agreement", "lawful_basis"}


@dataclass(frozen=True)
class Example:
    """`hangs_on`: answers that alone bring it about. `gives`: what then applies."""

    hangs_on: tuple[str, ...]
    gives: tuple[str, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "hangs_on": list(self.hangs_on),
            "gives": list(self.gives),
            "facts": dict(self.facts),
        }


def essential(view: View, literals: list[str]) -> Example:
    """The case last found, cut down to the answers that the literals hang on."""
    world = view.world
    goal = world.label("example", both(literals))
    answers = list(_answers(world, world.example()))
    kept = _needed(world, answers, goal)
    truths = _few_people(world, [*kept, *literals])
    return Example(
        tuple(_words(world, kept, truths)),
        tuple(_gives(view, truths)),
        whole_case(view, truths),
    )


def _answers(world: World, truths: frozenset[str]) -> Iterator[str]:
    """Literals that together pin the case down."""
    for listed in world.people:
        yield listed if listed in truths else no(listed)
    for (name, where, _), values in world.values.items():
        if where is not None and world.people[where] not in truths:
            continue
        for symbol in values.values():
            if symbol in truths:
                yield symbol
            elif world.fact(name).many:
                yield no(symbol)


def _needed(world: World, answers: list[str], goal: str) -> list[str]:
    """Answers of which none can be spared if the goal is to follow from them."""
    world.possible(*answers, no(goal))
    kept = [one for one in answers if one in world.clash()]
    for one in tuple(kept):
        rest = [other for other in kept if other != one]
        if one in kept and not world.possible(*rest, no(goal)):
            core = world.clash()
            kept = [other for other in rest if other in core]
    return kept


def _few_people(world: World, held: list[str]) -> frozenset[str]:
    """The truths of such a case with nobody listed who need not be."""
    spoken_of = {
        world.people[where]
        for (_, where, _), values in world.values.items()
        if where is not None and {*values.values(), *map(no, values.values())} & {*held}
    }
    held = [*held, *sorted(spoken_of)]
    for listed in reversed(world.people):
        if listed not in held and world.possible(*held, no(listed)):
            held = [*held, no(listed)]
    world.possible(*held)
    return world.example()


def _words(world: World, kept: list[str], truths: frozenset[str]) -> Iterator[str]:
    slots: dict[str, tuple[Slot, str]] = {
        symbol: (slot, value)
        for slot, values in world.values.items()
        for value, symbol in values.items()
    }
    numbers = _numbers(world, truths)
    for literal in kept:
        symbol = literal if literal.startswith("|") else no(literal)
        if symbol in slots:
            (name, where, slot), value = slots[symbol]
            said = _said(world.fact(name), value, literal == symbol)
            whose = "" if where is None else f"person {numbers[where]}: "
            yield f"{whose}{name}{slot}: {said}"


def _numbers(world: World, truths: frozenset[str]) -> dict[int, int]:
    """Those listed, counted from one."""
    listed = [n for n, symbol in enumerate(world.people) if symbol in truths]
    return {number: count for count, number in enumerate(listed, 1)}


def _said(fact: Fact, value: str, holds: bool) -> str:
    label = next(c.label for c in fact.choices if c.value == value)
    return f'{"" if holds else "not "}"{label}" ({value})'


def whole_case(view: View, truths: frozenset[str]) -> dict[str, Any]:
    """The case as facts in JSON, every fact answered that anything reads."""
    people = [
        {"ref": f"p{count}", **_of(view, truths, number)}
        for number, count in _numbers(view.world, truths).items()
    ]
    return {
        "date": view.edition.on.isoformat(),
        "answers": _of(view, truths, None),
        "people": people,
    }


def _of(view: View, truths: frozenset[str], where: Where) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for (name, who, slot), values in view.world.values.items():
        if who == where and slot == view.slots.get(name, ""):
            chosen = [value for value, symbol in values.items() if symbol in truths]
            answers[name] = chosen if view.world.fact(name).many else chosen[0]
    return answers


def _gives(view: View, truths: frozenset[str]) -> Iterator[str]:
    """What the evaluator itself makes of the case: by no route of the solver's."""
    rules = view.edition
    facts = parse_facts(whole_case(view, truths), rules.vocabulary)
    found = fired(Situation(facts, rules))
    for table in TABLES:
        for ref in [p.ref for p in facts.people] if table.of_person else [None]:
            said = _applied(found, table.name, ref)
            if said and table.name not in WORDS_ONLY:
                yield f"{f'person {ref[1:]}: ' if ref else ''}{table.name}: {said}"


def _applied(found: Fired, table: str, ref: str | None) -> str:
    rows = found.all(table, ref)
    return ", ".join(f"{row.then} ({row.id})" for row in rows)
