"""Every engine on one slice: how it is called, on which facts, and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from time import process_time
from typing import Any

from sharewell.core.procedure.compiled import compile_decider
from tests.bench import cedar_engine, rego_engine, zen_engine
from tests.bench.agreement import of_hand, of_trace
from tests.bench.by_hand import decide

DECIDER, BY_HAND, CEDAR, REGO = "decider", "by hand", "cedar", "rego"
ZEN, ZEN_CHECKED = "zen", "zen, checked"
ALL = (DECIDER, BY_HAND, ZEN, ZEN_CHECKED, CEDAR, REGO)


@dataclass(frozen=True)
class Engine:
    """`flat`: it takes facts of one level, made beforehand and not timed."""

    name: str
    ask: Callable[[Any], Any]
    rows: Callable[[Any], dict[str, list[tuple[str, str, str]]]]
    flat: bool = True

    def facts(self, part, sets):
        return [part.flat(given) for given in sets] if self.flat else sets


def engine(name, part, sets=()):
    """Ready to answer. Of several ways to call a peer, the quickest on `sets`."""
    if name == DECIDER:
        decider = compile_decider(part.edition, part.tables)
        return Engine(name, decider.trace, lambda t: of_trace(part, t), flat=False)
    if name == BY_HAND:
        return Engine(name, decide, of_hand, flat=False)
    if name == CEDAR:
        return Engine(name, cedar_engine.Cedar(part), lambda found: found)
    if name == REGO:
        ways = [rego_engine.Rego(part, bundle=bundle) for bundle in (True, False)]
        found = [Engine(name, way, way.rows) for way in ways]
    else:
        found = [
            Engine(name, ask, lambda result: zen_engine.rows(part, result))
            for ask in zen_engine.routes(part, checked=name == ZEN_CHECKED).values()
        ]
    return min(found, key=lambda one: _time(one, part, sets)) if sets else found[0]


def _time(one, part, sets):
    """Seconds, the best of three goes."""
    facts = one.facts(part, sets)
    goes = []
    for _ in range(3):
        start = process_time()
        for given in facts:
            one.ask(given)
        goes.append(process_time() - start)
    return min(goes)
