"""Every whole set of facts at once: one truth for each value of each fact, in Z3.

A single-valued fact has exactly one value. A fact that takes several has one truth a
value: at least one holds, and a value that stands alone excludes the rest. What the
vocabulary says can never be true together is left out.

How many people. The people listed number up to thirty; the proof needs far fewer, and
loses nothing. Take any case in which something is wrong. Keep the person it is wrong
for and, for every some_person term that is true, one person who makes it true; strike
out everybody else. By induction over the order in which names are defined (it has no
circle), nothing changes. A fact keeps its value. A condition or table of the case or of
a kept person reads names that keep theirs. A some_person term that was true still has
its witness, and at the witness its cells read as before; one that was false was false
of everybody, so of those kept. A contradiction that no person met is met by none. So
one person and a witness for each some_person term that anything reads are enough, and
each witness can be given to its term by name. Hence `people` grows with the terms read.

Formulas are SMT-LIB text: Z3 reads them some twenty times faster than it builds them
through Python, and any other solver can read them too (`text`).
"""

import re
from collections.abc import Callable, Sequence

import z3

from sharewell.core.procedure.provision import Cells
from sharewell.core.procedure.vocabulary import Fact, Vocabulary

TRUE, FALSE = "true", "false"
PLAIN = {ord("|"): "/", ord("\\"): "/"}  # what a quoted symbol cannot hold
SYMBOL = r"(\|[^|]*\||[^\s()|]+)"
# Read as text: asking for each truth through Python takes longer than finding the case.
HOLDS = re.compile(rf"\(define-fun {SYMBOL} \(\) Bool\s+true\)")
LITERALS = re.compile(rf"\(not\s+{SYMBOL}\)|{SYMBOL}")
SPOKEN_OF = 0  # the person whom an obligation about one person speaks of
Where = int | None  # a person by number, or None for the case
At = Callable[[int], str]
Slot = tuple[str, Where, str]


def both(parts: Sequence[str]) -> str:
    """The conjunction."""
    left = [part for part in dict.fromkeys(parts) if part != TRUE]
    if FALSE in left:
        return FALSE
    return f"(and {' '.join(left)})" if len(left) > 1 else (*left, TRUE)[0]


def either(parts: Sequence[str]) -> str:
    """The disjunction."""
    left = [part for part in dict.fromkeys(parts) if part != FALSE]
    if TRUE in left:
        return TRUE
    return f"(or {' '.join(left)})" if len(left) > 1 else (*left, FALSE)[0]


def no(part: str) -> str:
    """The opposite."""
    if part in (TRUE, FALSE):
        return FALSE if part == TRUE else TRUE
    return part[len("(not ") : -1] if part.startswith("(not ") else f"(not {part})"


class World:
    """Cases under one vocabulary, and a solver that looks for one among them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.values: dict[Slot, dict[str, str]] = {}
        self.people: list[str] = []
        self.text: list[str] = []
        self._facts = vocabulary.by_name()
        self._solver = z3.SolverFor("QF_FD")
        self._sent = 0
        self._literals: dict[str, z3.BoolRef] = {}
        self._numbers: dict[object, int] = {}
        self._defined: dict[tuple[int, Where], str] = {}
        self._somebody: list[tuple[str, At]] = []
        self._closed: set[tuple[int, int]] = set()
        self.slots: dict[str, set[str]] = {"": set()}
        self._excluded: set[tuple[int, Where, str]] = set()
        self.new_person()

    def number(self, shape: object) -> int:
        """The same number for the same shape: what is alike is encoded once."""
        return self._numbers.setdefault(shape, len(self._numbers))

    def declare(self, name: str) -> str:
        """A new truth. The name must be new."""
        symbol = f"|{name.translate(PLAIN)}|"
        self.text.append(f"(declare-const {symbol} Bool)")
        return symbol

    def require(self, formula: str) -> None:
        """Only cases that meet the formula."""
        self.text.append(f"(assert {formula})")

    def define(self, name: str, formula: str) -> str:
        """A new name for the formula; a single literal stands for itself."""
        if formula in (TRUE, FALSE) or formula.startswith(("|", "(not |")):
            return formula
        symbol = self.declare(name)
        self.require(f"(= {symbol} {formula})")
        return symbol

    def label(self, label: str, formula: str) -> str:
        """As `define`, under a name that nothing else has."""
        return self.define(f"{label} ({len(self.text)})", formula)

    def once(self, key: tuple[int, Where], make: Callable[[], str]) -> str:
        """What `make` gives, made at the first call for the key."""
        if key not in self._defined:
            self._defined[key] = make()
        return self._defined[key]

    def new_person(self) -> int:
        """One more person who may be listed; gives their number."""
        number = len(self.people)
        self.people.append(self.declare(f"p{number} is listed"))
        return number

    def somebody(self, name: str, at: At) -> str:
        """Whether some listed person meets `at`, with a person kept as its witness."""
        symbol = self.declare(name)
        self._somebody.append((symbol, at))
        witness = self.new_person()
        found = both([self.people[witness], at(witness)])
        self.require(f"(=> {symbol} {found})")
        return symbol

    def fact(self, name: str) -> Fact:
        """The question of that name."""
        return self._facts[name]

    def value(self, fact: str, value: str, where: Where, slot: str = "") -> str:
        """The truth of one value. `slot` tells two answers to one question apart."""
        where = where if self._facts[fact].of_person else None
        key = (fact, where, slot)
        if key not in self.values:
            self.values[key] = self._answer(self._facts[fact], where, slot)
        return self.values[key][value]

    def _answer(self, fact: Fact, where: Where, slot: str) -> dict[str, str]:
        whose = "case" if where is None else f"p{where}"
        truths = {
            choice.value: self.declare(f"{whose}.{fact.name}{slot}={choice.value}")
            for choice in fact.choices
        }
        self.require(either(list(truths.values())))
        if not fact.many:
            self.require(f"((_ at-most 1) {' '.join(truths.values())})")
        for choice in fact.choices if fact.many else ():
            rest = [truths[v] for v in truths if v != choice.value]
            if choice.alone:
                self.require(f"(=> {truths[choice.value]} {no(either(rest))})")
        return truths

    def tell_apart(self, fact: str, slot: str) -> None:
        """Let the fact have an answer of its own in this slot."""
        self.slots.setdefault(slot, set()).add(fact)

    def settle(self) -> None:
        """Say the same of everybody, and hand what is new to the solver."""
        if self._sent == len(self.text):
            return
        before = -1
        while before != len(self.text):
            before = len(self.text)
            self._close_somebody()
            self._exclude()
        self._solver.from_string("\n".join(self.text[self._sent :]))
        self._sent = len(self.text)

    def _close_somebody(self) -> None:
        for index, (symbol, at) in enumerate(self._somebody):
            for person, listed in enumerate(self.people):
                if (index, person) not in self._closed:
                    self._closed.add((index, person))
                    self.require(f"(=> {both([listed, at(person)])} {symbol})")

    def _exclude(self) -> None:
        everybody: tuple[Where, ...] = tuple(range(len(self.people)))
        for number, never in enumerate(self.vocabulary.nevers):
            personal = any(self._facts[name].of_person for name in never.cells)
            for slot, apart in self.slots.items():
                if slot and not apart & never.cells.keys():
                    continue
                for where in everybody if personal else (None,):
                    key = (number, where, slot)
                    if key not in self._excluded:
                        self._excluded.add(key)
                        self.require(no(self._met(never.cells, where, slot)))

    def _met(self, cells: Cells, where: Where, slot: str) -> str:
        parts = [] if where is None else [self.people[where]]
        for name in sorted(cells):
            mine = slot if name in self.slots[slot] else ""
            truths = [self.value(name, v, where, mine) for v in sorted(cells[name])]
            parts.append(either(truths))
        return both(parts)

    def possible(self, *formulas: str) -> bool:
        """Whether some case meets all of these literals."""
        self.settle()
        found = self._solver.check(*[self._literal(formula) for formula in formulas])
        if found == z3.unknown:
            raise RuntimeError(f"The solver gave up: {self._solver.reason_unknown()}.")
        return bool(found == z3.sat)

    def example(self) -> frozenset[str]:
        """The truths of the case last found."""
        written = self._solver.model().sexpr()
        return frozenset(_quoted(name) for name in HOLDS.findall(written))

    def clash(self) -> frozenset[str]:
        """Of the literals last looked for in vain, some that cannot all hold."""
        written = self._solver.unsat_core().sexpr().removeprefix("(ast-vector")
        return frozenset(
            no(_quoted(denied)) if denied else _quoted(name)
            for denied, name in LITERALS.findall(written)
        )

    def _literal(self, formula: str) -> z3.BoolRef:
        """Kept: making one through Python costs more than most questions."""
        if formula not in self._literals:
            self._literals[formula] = _literal(formula)
        return self._literals[formula]


def _literal(formula: str) -> z3.BoolRef:
    if formula in (TRUE, FALSE):
        return z3.BoolVal(formula == TRUE)
    if formula.startswith("(not "):
        return z3.Not(_literal(no(formula)))
    if formula.startswith("("):
        raise ValueError(f"Define a name for it first: {formula[:80]}.")
    return z3.Bool(formula.strip("|"))


def _quoted(symbol: str) -> str:
    return symbol if symbol.startswith("|") else f"|{symbol}|"
