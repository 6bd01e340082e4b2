"""An edition compiled to one Python function, for facts of which every one is answered.

Made for many cases at once (replay, difference, training, search); a question still
open needs `evaluate`, which reasons on what is known so far. Each tests the other.
"""

from collections.abc import Callable, Mapping
from datetime import date
from types import CodeType

from sharewell.core.procedure.advice import Advice
from sharewell.core.procedure.compiled_advice import Assembly
from sharewell.core.procedure.facts import REF, parse_facts
from sharewell.core.procedure.provision import TABLES, Edition
from sharewell.core.procedure.trace import PersonTrace, Trace
from sharewell.core.procedure.whole import Plain, as_plain, refuse_gaps
from sharewell.core.procedure.written_decider import write

Given = Mapping[str, object]
ALL = tuple(table.name for table in TABLES)
SOURCE = "<the rows, compiled>"


class Refused(ValueError):
    """Facts that did not pass the door; `parse_facts` then says why."""


AT_THE_DOOR = (Refused, KeyError, TypeError, ValueError, AttributeError, IndexError)


class Decider:
    """The rows of one edition, ready to decide."""

    def __init__(
        self, edition: Edition, text: str, run: Callable[[Given], Trace]
    ) -> None:
        self.edition = edition
        self.text = text
        self._run = run
        self._assembly: Assembly | None = None

    def trace(self, given: Given) -> Trace:
        """Which rows apply to {"date", "answers", "people"}, every fact checked.

        Raises as `parse_facts` does, and `MissingFact` for a fact not answered.
        """
        try:
            return self._run(given)
        except AT_THE_DOOR:
            return self._run(self.checked(given))

    def trace_if_fits(self, given: Given) -> Trace | None:
        """As `trace`, but None for what it would refuse: for a search over many sets.

        Takes plain dictionaries and lists only.
        """
        try:
            return self._run(given)
        except AT_THE_DOOR:
            return None

    def advise(self, given: Given) -> Advice:
        """The advice that `evaluate` gives, for whole facts; raises as `trace` does.

        Needs every table: a decider of a few raises `KeyError`.
        """
        if self._assembly is None:
            self._assembly = Assembly(self.edition)
        try:
            return self._assembly.advice(given, self._run(given))
        except AT_THE_DOOR:
            plain = self.checked(given)
            return self._assembly.advice(plain, self._run(plain))

    def checked(self, given: Given) -> Plain:
        """The same facts as plain dictionaries and lists; raises as `trace` does."""
        facts = parse_facts(given, self.edition.vocabulary)
        refuse_gaps(facts, self.edition.vocabulary)
        return as_plain(facts, self.edition.vocabulary)


def compile_decider(edition: Edition, tables: tuple[str, ...] = ALL) -> Decider:
    """Compile once, decide often. `tables`: only these, and what they read."""
    written = write(edition, tables)
    values: dict[str, object] = {
        **written.values,
        "Refused": Refused,
        "day": date.fromisoformat,
        "fits": REF.fullmatch,
        "new": tuple.__new__,
        "Trace": Trace,
        "PersonTrace": PersonTrace,
        "LAYOUT": written.layout,
    }
    code: CodeType = compile(written.text, SOURCE, "exec")
    exec(code, values)  # noqa: S102 - numbers, keywords and quoted constants only  # nosec B102 # numbers, keywords, quoted constants only
    return Decider(edition, written.text, values["decide"])  # type: ignore[arg-type]
