"""Sets of facts drawn from the shipped vocabulary, whole and free of contradiction."""

from datetime import date

from hypothesis import strategies as st

from sharewell.rulebooks.load import edition

ON = date(2026, 11, 20)
VOCABULARY = edition(ON).vocabulary
BY_NAME = VOCABULARY.by_name()
MOST_MENDS = 40
FIXED_LAST = ("recipient", "level", "relation", "nature")


def _answer(fact):
    if not fact.many:
        return st.sampled_from(sorted(fact.values))
    free = sorted(c.value for c in fact.choices if not c.alone)
    several = st.lists(st.sampled_from(free), min_size=1, max_size=3, unique=True)
    alone = [c.value for c in fact.choices if c.alone]
    if not alone:
        return several
    return st.one_of(several, st.sampled_from([[value] for value in alone]))


def mend(facts, keep=()):
    """Change answers until none contradict each other, those named in `keep` last."""
    for turn in range(MOST_MENDS):
        broken = [
            (never, person)
            for never in VOCABULARY.nevers
            for person in (None, *facts["people"])
            if _breaks(never, facts["answers"], person)
        ]
        if not broken:
            return facts
        _change(*broken[0], facts["answers"], keep, turn)
    raise AssertionError(f"still contradictory: {broken[0][0].says}")


def _breaks(never, answers, person):
    known = answers | (person or {})
    return all(
        name in known and _listed(known[name]) & cell
        for name, cell in never.cells.items()
    )


def _listed(given):
    return {given} if isinstance(given, str) else set(given)


def _change(never, person, answers, keep, turn):
    """Change one answer; another one each turn, so that two nevers cannot alternate."""
    held = {*keep, *FIXED_LAST}
    names = [n for n in never.cells if n not in held] or list(never.cells)
    fact = BY_NAME[names[turn % len(names)]]
    free = [c.value for c in fact.choices if c.value not in never.cells[fact.name]]
    value = free[turn % len(free)]
    where = person if fact.of_person else answers
    where[fact.name] = [value] if fact.many else value


def _all(facts, **fixed):
    drawn = {fact.name: _answer(fact) for fact in facts}
    for name, values in fixed.items():
        drawn[name] = st.sampled_from(values)
    return st.fixed_dictionaries(drawn).map(dict)


@st.composite
def whole_facts(draw, **fixed):
    """Every fact answered, for up to three people. `fixed`: the values allowed."""
    count = draw(st.integers(0, 3))
    people = [
        {"ref": f"p{n}", **draw(_all(VOCABULARY.of_person()))} for n in range(count)
    ]
    answers = draw(_all(VOCABULARY.of_case(), **fixed))
    return mend({"date": ON.isoformat(), "answers": answers, "people": people}, fixed)


PLAIN = {
    "level": "reasonable_cause",
    "recipient": "front_door",
    "holder": "school",
    "child_safe_now": "yes",
    "nature": ["neglect"],
    "asking_would": ["none"],
    "handling": ["none"],
    "identifies": "yes",
    "connected_to_feared": "no",
    "recipient_need": "yes",
    "recipient_verified": "called_back",
    "purpose": "safeguard",
}
MOTHER = {
    "ref": "p0",
    "relation": "mother",
    "safe_to_ask": "yes",
    "feared": "no",
    "safe_to_tell": "yes",
    "consent": "not_sought",
    "competent": "no",
    "parental_responsibility": "yes",
    "orders": ["none"],
    "reach": "no",
    "wishes": "not_asked",
    "consent_doubt": ["not_clear"],
}
CHANGED = [fact for fact in VOCABULARY.facts if fact.name in PLAIN | MOTHER]


@st.composite
def near_a_plain_case(draw):
    """A referral of a plain case with up to three answers changed.

    Facts drawn at random seldom let anybody be asked; these mostly do.
    """
    rest = {fact.name: fact.choices[0].value for fact in VOCABULARY.of_case()}
    facts = {"date": ON.isoformat(), "answers": rest | PLAIN, "people": [dict(MOTHER)]}
    for fact in draw(st.lists(st.sampled_from(CHANGED), max_size=3)):
        where = facts["people"][0] if fact.of_person else facts["answers"]
        where[fact.name] = draw(_answer(fact))
    return mend(facts)
