"""Each engine's answer in one shape: table -> [(row, outcome, citations), ...]."""


def of_trace(part, trace):
    """Of the compiled decider, for the one person of the slice."""
    (person,) = trace.people
    return {
        table: [
            (
                one.row,
                one.outcome,
                "; ".join(f"{c.document} {c.ref}" for c in one.citations),
            )
            for one in trace.rows(
                table, person.ref if table in trace.layout.of_person else None
            )
        ]
        for table in part.tables
    }


def of_hand(result):
    """Of the function written by hand."""
    _, determination, owed, steps, ((_, ask, tell),) = result
    found = {
        "ask": [ask],
        "determination": [determination],
        "tell": [tell],
        "also_owed": owed,
        "steps": steps,
    }
    return {table: [_words(*one) for one in rows] for table, rows in found.items()}


def _words(row, outcome, cited):
    return row, outcome, "; ".join(" ".join(one) for one in cited)
