"""The slice for zen-engine: expressions for terms, a decision table for each table."""

import json
from functools import partial
from itertools import pairwise

import zen

from tests.bench.slice import cited, local


def routes(part, *, checked=False):
    """Each documented way of calling it, by name: facts (flat) -> its result."""
    whole = model(part, checked=checked)
    content = zen.ZenDecisionContent(json.dumps(whole))
    loader = zen.ZenEngine({"loader": lambda _: content})
    fixed = zen.ZenEngine({"loader": {"type": "static", "content": {"k": whole}}})
    decision = zen.ZenEngine().create_decision(content)
    return {
        "loader with compiled content": partial(
            _ask, part, partial(loader.evaluate, "k")
        ),
        "static loader": partial(_ask, part, partial(fixed.evaluate, "k")),
        "decision object": partial(_ask, part, decision.evaluate),
    }


def _ask(part, evaluate, flat):
    return evaluate(flat)["result"]


def rows(part, result):
    """For the comparison only: ids of the rows of each table."""
    found = {}
    for table in part.tables:
        given = result[local(table, part)]
        given = [given] if part.is_first(table) else given or []
        found[table] = [(one["row"], one["then"], one["cites"]) for one in given]
    return found


def model(part, *, checked):
    """The JSON decision model: a chain of nodes, each passing on what it was given.

    `checked`: with a JSON Schema at its input node, zen's own way to refuse facts.
    """
    start = {"id": "in", "name": "in", "type": "inputNode"}
    if checked:
        start["content"] = {"schema": json.dumps(schema(part))}
    nodes = [start]
    terms = []
    for name in part.order:
        if part.is_term(name):
            terms.append(name)
            continue
        if terms:
            nodes.append(_terms(part, terms, len(nodes)))
            terms = []
        nodes.append(_table(part, name, len(nodes)))
    nodes.append({"id": "out", "name": "out", "type": "outputNode"})
    edges = [
        {"id": f"e{n}", "sourceId": a["id"], "targetId": b["id"], "type": "edge"}
        for n, (a, b) in enumerate(pairwise(nodes))
    ]
    return {"nodes": nodes, "edges": edges}


def schema(part):
    """Every fact required, with the declared values and no other."""
    properties = {}
    for fact in part.edition.vocabulary.facts:
        value = {"enum": sorted(fact.values)}
        several = {"type": "array", "minItems": 1, "items": value}
        properties[local(fact.name, part)] = several if fact.many else value
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _terms(part, names, number):
    expressions = [
        {
            "id": f"x{number}_{n}",
            "key": local(name, part),
            "value": any_of(part, part.edition.terms[name].alternatives, set(names)),
        }
        for n, name in enumerate(names)
    ]
    content = {"expressions": expressions, "passThrough": True}
    return {
        "id": f"n{number}",
        "name": f"n{number}",
        "type": "expressionNode",
        "content": content,
    }


def _table(part, table, number):
    rules = [
        {
            "_id": f"{number}_{n}",
            "if": all_of(part, row.when, ()) if row.when else "",
            "then": json.dumps(row.then),
            "row": json.dumps(row.id),
            "cites": json.dumps(cited(row)),
        }
        for n, row in enumerate(part.rows(table))
    ]
    content = {
        "hitPolicy": "first" if part.is_first(table) else "collect",
        "inputs": [{"id": "if", "name": "if"}],
        "outputs": [{"id": o, "name": o, "field": o} for o in ("then", "row", "cites")],
        "rules": rules,
        "passThrough": True,
        "outputPath": local(table, part),
        "passThorough": True,  # as older versions spell it
    }
    return {
        "id": f"n{number}",
        "name": f"n{number}",
        "type": "decisionTableNode",
        "content": content,
    }


def any_of(part, alternatives, here):
    return " or ".join(f"({all_of(part, cells, here)})" for cells in alternatives)


def all_of(part, cells, here):
    found = [
        _cell(part, name, sorted(allowed), here) for name, allowed in cells.items()
    ]
    return " and ".join(cell for cell in found if cell) or "true"


def _cell(part, name, allowed, here):
    if part.is_term(name):
        if len(allowed) > 1:
            return ""
        # Terms of the same node are reached through $.
        term = f"$.{local(name, part)}" if name in here else local(name, part)
        return term if allowed == ["true"] else f"not({term})"
    values = ", ".join(f"'{value}'" for value in allowed)
    if not part.is_fact(name):
        return f"{local(name, part)}.then in [{values}]"
    if part.is_many(name):
        return f"some({local(name, part)}, # in [{values}])"
    if len(allowed) == 1:
        return f"{local(name, part)} == '{allowed[0]}'"
    return f"{local(name, part)} in [{values}]"
