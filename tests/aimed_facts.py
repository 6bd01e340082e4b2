"""Whole sets of facts for any edition: half drawn evenly, half aimed at one row.

Drawn evenly, rows that ask for much are hardly ever met. Names no fact, so that it
lasts when the vocabulary changes.
"""

from copy import deepcopy

from sharewell.core.procedure.facts import ContradictoryFacts, parse_facts
from sharewell.core.procedure.provision import TABLES

BY_TABLE = {table.name: table for table in TABLES}
MOST_VALUES = 3


def drawn(chance, edition, count, *, people=None):
    """`count` sets of facts, for 0 to 3 people or exactly `people`; no contradiction.

    `chance`: a `random.Random`.
    """
    found = []
    while len(found) < count:
        given = one(chance, edition, people)
        try:
            parse_facts(given, edition.vocabulary)
        except ContradictoryFacts:
            continue
        found.append(given)
    return found


def one(chance, edition, people=None):
    """One set of facts, which may contradict itself."""
    vocabulary = edition.vocabulary
    size = chance.randint(0, 3) if people is None else people
    given = {
        "date": edition.on.isoformat(),
        "answers": {f.name: answer(chance, f) for f in vocabulary.of_case()},
        "people": [
            {"ref": f"p{n}"}
            | {f.name: answer(chance, f) for f in vocabulary.of_person()}
            for n in range(size)
        ],
    }
    if chance.random() < 0.5:
        row = chance.choice(edition.provisions)
        aim(chance, edition, given, row.when, chance.randrange(size) if size else None)
    return given


def meeting(chance, edition, trace_if_fits, rounds=8000):
    """Sets of facts that meet rows which even draws seldom do: one for each row found.

    Rows late in a table need all earlier ones to fail, so the search goes on from facts
    that came far down. `trace_if_fits`: of a compiled decider of the same edition.
    """
    place = {row.id: n for n, row in enumerate(edition.provisions)}
    found, deepest = {}, {}
    for number in range(rounds):
        left = [r for r in edition.provisions if r.operative and r.id not in found]
        if not left:
            break
        row = chance.choice(left)
        if number % 3 and row.table in deepest:
            given = deepcopy(deepest[row.table][1])
        else:
            given = one(chance, edition, people=chance.randint(1, 3))
        for fact in chance.sample(edition.vocabulary.facts, chance.randint(0, 3)):
            for where in given["people"] if fact.of_person else [given["answers"]]:
                where[fact.name] = answer(chance, fact)
        if number % 2:
            aim(chance, edition, given, row.when, 0)
        trace = trace_if_fits(given)
        for record in trace.each() if trace else ():
            found.setdefault(record.row, given)
            table = edition.provisions[place[record.row]].table
            if place[record.row] >= deepest.get(table, (0,))[0]:
                deepest[table] = place[record.row], given
    return found


def answer(chance, fact):
    """One answer in its JSON shape."""
    values = sorted(fact.values)
    if not fact.many:
        return chance.choice(values)
    alone = sorted(choice.value for choice in fact.choices if choice.alone)
    if alone and chance.random() < 0.5:
        return [chance.choice(alone)]
    free = sorted(fact.values - set(alone))
    return chance.sample(free, chance.randint(1, min(MOST_VALUES, len(free))))


def aim(chance, edition, given, cells, person):
    """Change answers so that cells probably hold, for the person of that number."""
    facts = edition.vocabulary.by_name()
    for name, allowed in cells.items():
        if name in facts:
            fact = facts[name]
            if fact.of_person and person is None:
                continue
            where = given["people"][person] if fact.of_person else given["answers"]
            value = chance.choice(sorted(allowed))
            where[name] = [value] if fact.many else value
        elif name in edition.terms:
            if "true" in allowed:
                choices = edition.terms[name].alternatives
                aim(chance, edition, given, chance.choice(choices), person)
        else:
            rows = [row for row in edition.rows(name) if row.then in allowed]
            if rows:
                aim(chance, edition, given, chance.choice(rows).when, person)
