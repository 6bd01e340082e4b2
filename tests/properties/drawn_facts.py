"""Sets of facts drawn from the shipped vocabulary, whole and free of contradiction."""

from datetime import date

from hypothesis import strategies as st

from sharewell.rulebooks.load import edition

ON = date(2026, 11, 20)
VOCABULARY = edition(ON).vocabulary


def _answer(fact):
    if not fact.many:
        return st.sampled_from(sorted(fact.values))
    free = sorted(c.value for c in fact.choices if not c.alone)
    several = st.lists(st.sampled_from(free), min_size=1, max_size=3, unique=True)
    alone = [c.value for c in fact.choices if c.alone]
    return st.one_of(several, st.sampled_from([[value] for value in alone]))


def _mend(answers):
    """Change the second of two answers that contradict each other."""
    if answers.get("safe_to_ask") == "yes":
        answers |= {"feared": "no", "safe_to_tell": "yes"}
    if "locates_hidden_person" in answers.get("handling", ()):
        answers["identifies"] = "yes"
    return answers


def _all(facts, **fixed):
    drawn = {fact.name: _answer(fact) for fact in facts}
    for name, values in fixed.items():
        drawn[name] = st.sampled_from(values)
    return st.fixed_dictionaries(drawn).map(dict).map(_mend)


@st.composite
def whole_facts(draw, **fixed):
    """Every fact answered, for up to three people. `fixed`: the values allowed."""
    count = draw(st.integers(0, 3))
    people = [
        {"ref": f"p{n}", **draw(_all(VOCABULARY.of_person()))} for n in range(count)
    ]
    answers = draw(_all(VOCABULARY.of_case(), **fixed))
    return {"date": ON.isoformat(), "answers": answers, "people": people}


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
    "recipient_verified": "yes",
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
    _mend(facts["people"][0])
    _mend(facts["answers"])
    return facts
