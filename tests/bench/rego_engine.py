"""The slice for Rego (rego-cpp): a rule a term, a chain of else a table."""

import json
from itertools import count

import regopy

from tests.bench.slice import cited, local


class Rego:
    """`bundle`: compiled once beforehand; otherwise each query is."""

    def __init__(self, part, *, bundle):
        self.part, self.rego, self.bundle = part, regopy.Interpreter(), None
        self.rego.add_module("advice", module(part))
        if bundle:
            self.bundle = self.rego.build("data.advice.all")

    def __call__(self, flat):
        self.rego.set_input(regopy.Input(flat))
        if self.bundle is None:
            found = self.rego.query("data.advice.all")
        else:
            found = self.rego.query_bundle(self.bundle)
        return json.loads(str(found))["expressions"][0]

    def rows(self, result):
        """For the comparison only: rows of each table, in the order of the rows."""
        found = {}
        for table in self.part.tables:
            given = result[local(table, self.part)]
            given = [given] if isinstance(given, dict) else given
            listed = sorted(given, key=lambda one: one["n"])
            found[table] = [(one["row"], one["then"], one["cites"]) for one in listed]
        return found


def module(part):
    lines = ["package advice", "import rego.v1"]
    for name in part.order:
        lines += _term(part, name) if part.is_term(name) else _table(part, name)
    pairs = (f"{json.dumps(local(t, part))}: {local(t, part)}" for t in part.tables)
    return "\n".join((*lines, f"all := {{{', '.join(pairs)}}}")) + "\n"


def _term(part, name):
    yield f"default {local(name, part)} := false"
    for cells in part.edition.terms[name].alternatives:
        yield f"{local(name, part)} if {{ {all_of(part, cells)} }}"


def _table(part, table):
    name = local(table, part)
    for number, row in enumerate(part.rows(table)):
        record = {"n": number, "row": row.id, "then": row.then, "cites": cited(row)}
        body = f"if {{ {all_of(part, row.when)} }}"
        if part.is_first(table):
            start = "else" if number else name
            yield f"{start} := {json.dumps(record)} {body}"
        else:
            yield f"{name} contains {json.dumps(record)} {body}"


def all_of(part, cells):
    numbers = count()
    found = [_cell(part, n, sorted(v), f"v{next(numbers)}") for n, v in cells.items()]
    return "; ".join(cell for cell in found if cell) or "true"


def _cell(part, name, allowed, variable):
    if part.is_term(name):
        if len(allowed) > 1:
            return ""
        return local(name, part) if allowed == ["true"] else f"not {local(name, part)}"
    values = ", ".join(json.dumps(value) for value in allowed)
    if not part.is_fact(name):
        return f"{local(name, part)}.then in {{{values}}}"
    of = f"input.{local(name, part)}"
    if part.is_many(name):
        return f"some {variable} in {of}; {variable} in {{{values}}}"
    return f"{of} == {values}" if len(allowed) == 1 else f"{of} in {{{values}}}"
