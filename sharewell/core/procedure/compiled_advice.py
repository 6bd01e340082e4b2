"""From a trace of whole facts to the advice in words; each part is prepared before."""

from collections.abc import Iterator, Mapping

from sharewell.core.procedure import parts
from sharewell.core.procedure.advice import (
    Advice,
    Answer,
    Finding,
    HowMuch,
    LawfulBasis,
    Outcome,
    PersonAdvice,
)
from sharewell.core.procedure.plain import plain
from sharewell.core.procedure.provision import TABLES, Edition
from sharewell.core.procedure.questions import fact_path
from sharewell.core.procedure.trace import PersonTrace, Trace
from sharewell.core.procedure.whole import Plain

UNKNOWN = {"unknown"}


class Assembly:
    """The parts that the rows of one edition can give, by the id of the row."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        rows = edition.rows
        self.findings = {row.id: parts.finding(row) for row in edition.provisions}
        self.withheld = {row.id: parts.withheld(row) for row in rows("withhold")}
        self.owed = {row.id: parts.owed(row) for row in rows("also_owed")}
        self.steps = {row.id: parts.step(row) for row in rows("steps")}
        self.bases = {row.id: parts.basis(row) for row in rows("lawful_basis")}
        self.texts = {
            row.id: parts.text(row)
            for table in ("to_whom", "confidence", "human_rights", "agreement")
            for row in rows(table)
        }
        self._by_id = {row.id: row for row in edition.provisions}
        self._persons: dict[tuple[str, str], PersonAdvice] = {}
        case, person = edition.vocabulary.of_case(), edition.vocabulary.of_person()
        self._of_case = tuple((fact.name, fact.many) for fact in case)
        self._of_person = tuple((fact.name, fact.many) for fact in person)

    def advice(self, given: Plain, trace: Trace) -> Advice:
        """Equal to what `evaluate` gives for these facts."""
        outcome = Outcome(trace.outcome("determination"))
        people = self._people(given, trace)
        unknown = self._unknown(given)
        return Advice(
            complete=True,
            outcome=outcome,
            how_much=HowMuch(trace.outcome("how_much")),
            to_whom=self._text(trace, "to_whom"),
            withhold=tuple(self.withheld[r.row] for r in trace.rows("withhold")),
            people=people,
            also_owed=parts.most_pressing(
                self.owed[r.row] for r in trace.rows("also_owed")
            ),
            lawful_basis=self._lawful_basis(trace),
            steps=tuple(self.steps[r.row] for r in trace.rows("steps")),
            findings=tuple(self._findings(trace)),
            plain=plain(outcome, Answer(trace.outcome("agreement_sought")), people),
            open_questions=(),
            answered=tuple(path for path, doubt in unknown.items() if not doubt),
            unknown=tuple(path for path, doubt in unknown.items() if doubt),
            not_asked=(),
            on=trace.on,
            edition=self.edition.hash,
        )

    def _text(self, trace: Trace, table: str) -> str:
        return self.texts[trace.rows(table)[0].row]

    def _lawful_basis(self, trace: Trace) -> LawfulBasis:
        return LawfulBasis(
            tuple(self.bases[r.row] for r in trace.rows("lawful_basis")),
            self._text(trace, "confidence"),
            self._text(trace, "human_rights"),
            self._text(trace, "agreement"),
        )

    def _people(self, given: Plain, trace: Trace) -> tuple[PersonAdvice, ...]:
        ask, tell = (trace.layout.of_person[table] for table in ("ask", "tell"))
        return tuple(
            self._person(entry, person, ask, tell)
            for entry, person in zip(given["people"], trace.people, strict=True)
        )

    def _person(
        self, given: Plain, person: PersonTrace, ask: int, tell: int
    ) -> PersonAdvice:
        pair = person.tables[ask][0].row, person.tables[tell][0].row
        if pair not in self._persons:
            rows = (self._by_id[row] for row in pair)
            self._persons[pair] = parts.person("", "", *rows)
        like = self._persons[pair]
        return PersonAdvice(
            person.ref,
            str(given.get("relation", "unknown")),
            like.ask,
            like.tell,
            like.why,
            like.look_again_days,
            like.citations,
        )

    def _findings(self, trace: Trace) -> Iterator[Finding]:
        """In the order of the tables, each row once; then the law not in force."""
        layout = trace.layout
        for table in TABLES:
            if not table.of_person:
                rows = trace.tables[layout.of_case[table.name]]
                yield from (self.findings[record.row] for record in rows)
                continue
            place = layout.of_person[table.name]
            of_people = (record for p in trace.people for record in p.tables[place])
            once = dict.fromkeys(record.row for record in of_people)
            yield from (self.findings[row] for row in once)
        yield from (self.findings[record.row] for record in trace.not_in_force)

    def _unknown(self, given: Plain) -> Mapping[str, bool]:
        """Of every fact, whether the answer was that nobody knows."""
        answers = given["answers"]
        found = {
            name: set(answers[name]) == UNKNOWN if many else answers[name] == "unknown"
            for name, many in self._of_case
        }
        for person in given["people"]:
            of = person["ref"]
            for name, many in self._of_person:
                doubt = set(person[name]) == UNKNOWN if many else False
                found[fact_path(name, of)] = doubt or person[name] == "unknown"
        return found
