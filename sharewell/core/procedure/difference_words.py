"""A difference in words, for the officer who approves it, and as JSON types."""

from collections.abc import Iterator
from typing import Any

from sharewell.core.procedure.canonical import as_plain
from sharewell.core.procedure.changed_rows import Changed, Part
from sharewell.core.procedure.difference import Compared, Difference
from sharewell.core.procedure.spoken import spoken, words
from sharewell.core.procedure.transitions import Transition

NO_CODE = "nothing"
SHARES = "Numbers are sets of possible answers, never cases and never a likelihood."


def told(difference: Difference) -> tuple[str, ...]:
    """Lines to read from top to bottom."""
    if difference.same:
        return (*_heads(difference), "", "The two editions are the same.")
    return (
        *_heads(difference),
        *_answers(difference),
        *_comparison(difference),
        *_writing(difference.changed),
    )


def _heads(difference: Difference) -> Iterator[str]:
    for name, one in (("Before", difference.old), ("After", difference.new)):
        yield f"{name}: rules of {one.on}, {' + '.join(one.layers)}, {one.hash[:12]}"


def _answers(difference: Difference) -> Iterator[str]:
    if difference.why_not:
        yield from ("", difference.why_not)
        return
    if not difference.transitions:
        yield from ("", "No answer changes, whatever the facts.")
        return
    yield from ("", f"What changes. {SHARES}")
    for table in difference.tables:
        if table.transitions:
            yield from ("", words(table.table).capitalize())
        for one in table.transitions:
            yield f"  {_change(one)}: {_number(one)}"
            yield "    for example:"
            yield from (f"      {line}" for line in _example(one, difference))


def _change(one: Transition) -> str:
    if one.before is None:
        return f"now also {words(one.after or NO_CODE)}"
    if one.after is None:
        return f"no longer {words(one.before)}"
    return f"{words(one.before)} -> {words(one.after)}"


def _number(one: Transition) -> str:
    share = f"{100 * one.number / one.of:.4g} %"
    if not one.exact:
        return f"{one.number:,} of {one.of:,} drawn sets of facts ({share})"
    listed = {0: "nobody", 1: "one person"}.get(one.people, f"{one.people} people")
    return f"{one.number:,} of {one.of:,} ({share}), with {listed} listed"


def _example(one: Transition, difference: Difference) -> tuple[str, ...]:
    if one.example is None:
        return ()
    return spoken(one.example, difference.vocabulary) or ("any facts at all",)


def _comparison(difference: Difference) -> Iterator[str]:
    yield ""
    for table in difference.tables:
        if table.too_large:
            yield f"{words(table.table).capitalize()}: {_how(table)}"
    exact = [one for one in difference.tables if not one.too_large]
    if exact:
        people = max((max(one.people, default=0) for one in exact), default=0)
        yield (
            f"{len(exact)} of {len(difference.tables)} tables compared on every valid "
            f"set of facts, with up to {people} people listed."
        )


def _how(table: Compared) -> str:
    if table.draws:
        return (
            f"NOT EXACT. Too large to compare whole: {table.draws:,} sets of facts "
            "were drawn, and what is rare may be missed."
        )
    return (
        f"compared exactly only for {_listed(table.people)} people listed; too large "
        f"for {_listed(table.too_large)}."
    )


def _listed(people: tuple[int, ...]) -> str:
    return " or ".join(str(number) for number in sorted(people))


def _writing(changed: tuple[Changed, ...]) -> Iterator[str]:
    decides = [one for one in changed if not one.text_only]
    wording = [one for one in changed if one.text_only]
    if decides:
        yield from ("", "Changed in the rows")
        yield from (f"  {line}" for one in decides for line in _changed(one))
    if wording:
        yield from ("", "Changed only in words, clocks or citations")
        yield from (f"  {line}" for line in _wording(wording))


def _wording(changed: list[Changed]) -> Iterator[str]:
    """One line for all that changed only their citations in the same way."""
    alike: dict[str, list[str]] = {}
    for one in changed:
        if [part.name for part in one.parts] == ["because"]:
            alike.setdefault(_part(one.parts[0]), []).append(f"{one.kind} {one.name}")
        else:
            yield from _changed(one)
    for part, names in alike.items():
        yield f"{part}: {', '.join(names)}"


def _changed(one: Changed) -> Iterator[str]:
    yield f"{one.kind} {one.name}: {one.how}"
    yield from (f"    {part.name}: {_part(part)}" for part in one.parts)


def _part(part: Part) -> str:
    if part.name == "because":
        return f"{_reasons(part.before)} -> {_reasons(part.after)}"
    if isinstance(part.before, dict) and isinstance(part.after, dict):
        names = dict.fromkeys((*part.before, *part.after))
        return "; ".join(
            f"{name} {_plain(part.before.get(name))} -> {_plain(part.after.get(name))}"
            for name in names
            if part.before.get(name) != part.after.get(name)
        )
    return f"{_plain(part.before)} -> {_plain(part.after)}"


def _reasons(reasons: Any) -> str:
    cited = (f"{r['cite']['document']} {r['cite']['ref']}" for r in reasons or ())
    return ", ".join(dict.fromkeys(cited)) or NO_CODE


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_plain(item) for item in value) + "]"
    if isinstance(value, dict):
        return ", ".join(f"{name} {_plain(item)}" for name, item in value.items())
    return "nothing" if value is None else str(value)


def as_json(difference: Difference) -> dict[str, Any]:
    """The same for programs; counts are strings, because they pass 2 to the 53."""
    return {
        "before": _edition(difference, "old"),
        "after": _edition(difference, "new"),
        "same": difference.same,
        "not_compared_because": difference.why_not or None,
        "tables": [_table(one, difference) for one in difference.tables],
        "changed": as_plain(difference.changed),
    }


def _edition(difference: Difference, which: str) -> dict[str, Any]:
    one = difference.old if which == "old" else difference.new
    return {"on": one.on.isoformat(), "layers": list(one.layers), "hash": one.hash}


def _table(table: Compared, difference: Difference) -> dict[str, Any]:
    return {
        "table": table.table,
        "people": list(table.people),
        "too_large_for": list(table.too_large),
        "draws": table.draws,
        "transitions": [
            {
                "before": one.before,
                "after": one.after,
                "number": str(one.number),
                "of": str(one.of),
                "share": one.number / one.of,
                "people": one.people,
                "exact": one.exact,
                "example": list(_example(one, difference)),
            }
            for one in table.transitions
        ],
    }
