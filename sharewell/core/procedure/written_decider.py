"""The text of a decider: one straight line of checks and rules, and loops over people.

What the text leaves open (check tables, records, the class of the result) is handed to
it by name, so it holds no more than numbers, keywords and quoted constants.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import indent
from types import MappingProxyType

from sharewell.core.procedure.phases import Phase, phases
from sharewell.core.procedure.provision import TABLES, Edition, Table
from sharewell.core.procedure.trace import Layout
from sharewell.core.procedure.written_cells import Locals
from sharewell.core.procedure.written_door import Door
from sharewell.core.procedure.written_tables import Rules

LOCAL = re.compile(r"\b[a-z]\d+\b")
SET = re.compile(r"^\s*((?:[a-z]\d+, )*[a-z]\d+) = ", re.MULTILINE)


@dataclass(frozen=True)
class Written:
    """A program that defines `decide(given)`, the values it names, and its layout."""

    text: str
    values: Mapping[str, object]
    layout: Layout


def write(edition: Edition, tables: tuple[str, ...]) -> Written:
    """The program that decides `tables`, for facts that are whole."""
    plan = phases(edition, tables)
    names = Locals(edition)
    rules = Rules(names, [n for p in plan for n in (*p.of_case, *p.of_person)])
    door = Door(names)
    case, person = _bodies(plan, rules)
    case[0] = [*door.of_case(), *case[0]]
    person[0] = [*door.of_person(), *person[0]]
    layout = _layout(tables)
    body = [*_join(case, person, rules, layout), *_end(rules, layout)]
    start = [f"{local} = False" for local in (*rules.some_person, *rules.waiting)]
    lines = "\n".join((*start, *body))
    text = f"def decide(given):\n{indent(lines, '    ')}\n"
    return Written(text, {**door.tables, **rules.records}, layout)


Bodies = tuple[list[list[str]], list[list[str]]]


def _bodies(plan: tuple[Phase, ...], rules: Rules) -> Bodies:
    """Written before the door is: only then is it known which cells are looked at."""
    case, person = [], []
    for phase in plan:
        case.append([line for name in phase.of_case for line in rules.lines(name)])
        person.append([line for name in phase.of_person for line in rules.lines(name)])
    return case, person


def _layout(tables: tuple[str, ...]) -> Layout:
    """In the order of TABLES, which is that of the advice."""
    wanted = [table for table in TABLES if table.name in tables]
    return Layout(*(_places(wanted, of_person=whose) for whose in (False, True)))


def _places(tables: list[Table], *, of_person: bool) -> Mapping[str, int]:
    mine = [table.name for table in tables if table.of_person == of_person]
    return MappingProxyType({name: n for n, name in enumerate(mine)})


def _join(
    case: list[list[str]], person: list[list[str]], rules: Rules, layout: Layout
) -> Iterator[str]:
    """The phases one after the other; each loop hands on what later ones look at."""
    results = _tuple(rules.results[table] for table in layout.of_person)
    last = max((n for n, lines in enumerate(person) if lines), default=0)
    set_before: set[str] = set()
    carried = ""
    for n, (of_case, of_person) in enumerate(zip(case, person, strict=True)):
        yield from of_case
        if n > last or not (of_person or n == 0):
            continue
        later = [line for lines in person[n + 1 :] for line in lines] + [results]
        set_before |= {name for found in _set(of_person) for name in found}
        set_before -= {*rules.waiting, *rules.some_person}  # of all people, not of one
        kept = _tuple(sorted(set_before & set(LOCAL.findall("\n".join(later)))))
        yield f"l{n} = []"
        yield f"for {carried} in l{n - 1}:" if n else "for e in people:"
        yield from (f"    {line}" for line in of_person)
        handed = (
            f"new(PersonTrace, (ref, {results}))" if n == last else f"(ref, {kept})"
        )
        yield f"    l{n}.append({handed})"
        carried = f"ref, {kept}"
    yield f"l = l{last}" if layout.of_person else "l = ()"


def _set(lines: list[str]) -> Iterator[list[str]]:
    for found in SET.findall("\n".join(lines)):
        yield found.split(", ")


def _end(rules: Rules, layout: Layout) -> Iterator[str]:
    yield "w = ()"
    for flag, (_, record) in sorted(rules.waiting.items(), key=lambda item: item[1]):
        yield f"if {flag}:"
        yield f"    w += {record}"
    tables = _tuple(rules.results[table] for table in layout.of_case)
    yield f"return new(Trace, (LAYOUT, on, {tables}, tuple(l), w))"


def _tuple(items: Iterator[str] | list[str]) -> str:
    return f"({''.join(f'{item}, ' for item in items)})"
