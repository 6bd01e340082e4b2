"""The slice for Cedar: a policy for each row, one request for each level of tables.

Cedar has no named conditions and no first row: terms are written out, and the first of
the satisfied policies is picked here.
"""

import json

import cedarpy

from tests.bench.slice import cited, local, tables_read

REQUEST = {"principal": 'U::"u"', "action": 'A::"a"', "resource": 'R::"r"'}


class Cedar:
    def __init__(self, part):
        self.part = part
        self.entities = cedarpy.Entities.from_json_str("[]")
        self.levels = [self._level(tables) for tables in _levels(part)]

    def _level(self, tables):
        rows = [(t, row, cited(row)) for t in tables for row in self.part.rows(t)]
        text = "\n".join(
            f"@id({json.dumps(row.id)}) permit(principal, action, resource)"
            f" when {{ {all_of(self.part, row.when)} }};"
            for _, row, _ in rows
        )
        policies = cedarpy.PolicySet.from_str(text)
        known = {f"policy{n}": (n, *one) for n, one in enumerate(rows)}
        return tables, policies, known

    def __call__(self, flat):
        context, found = dict(flat), {}
        for tables, policies, known in self.levels:
            found |= {table: [] for table in tables}
            request = {**REQUEST, "context": context}
            answer = cedarpy.is_authorized(request, policies, self.entities)
            for _, table, row, cites in sorted(
                (known[reason] for reason in answer.diagnostics.reasons),
                key=lambda one: one[0],
            ):
                if not self.part.is_first(table) or not found[table]:
                    found[table].append((row.id, row.then, cites))
            for table in tables:
                if found[table]:
                    context[local(table, self.part)] = found[table][0][1]
        return found


def _levels(part):
    """Tables that can be asked together: what they read was asked before."""
    left = [name for name in part.order if not part.is_term(name)]
    done, levels = set(), []
    while left:
        level = [name for name in left if tables_read(name, part) <= done]
        levels.append(level)
        done |= set(level)
        left = [name for name in left if name not in done]
    return levels


def all_of(part, cells):
    found = [_cell(part, name, sorted(allowed)) for name, allowed in cells.items()]
    return " && ".join(cell for cell in found if cell) or "true"


def _cell(part, name, allowed):
    if part.is_term(name):
        if len(allowed) > 1:
            return ""
        written = " || ".join(
            f"({all_of(part, cells)})"
            for cells in part.edition.terms[name].alternatives
        )
        return f"({written})" if allowed == ["true"] else f"!({written})"
    of = f"context.{local(name, part)}"
    values = ", ".join(json.dumps(value) for value in allowed)
    if part.is_fact(name) and part.is_many(name):
        return f"{of}.containsAny([{values}])"
    if len(allowed) == 1:
        return f"{of} == {values}"
    return f"[{values}].contains({of})"
