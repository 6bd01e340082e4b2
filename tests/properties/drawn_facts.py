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
    if not alone:
        return several
    return st.one_of(several, st.sampled_from([[value] for value in alone]))


def _mend(answers):
    """Change the second of two answers that contradict each other."""
    if answers.get("relation") == "child":
        if answers.get("parental_responsibility") == "yes":
            answers["parental_responsibility"] = "no"
        if answers.get("competent") == "no" and answers.get("consent") == "given":
            answers["consent"] = "cannot_be_given"
    if answers.get("safe_to_ask") == "yes":
        answers |= {"feared": "no", "safe_to_tell": "yes"}
        if "keeps_away" in answers.get("orders", ()):
            answers["orders"] = ["none"]
    if "locates_hidden_person" in answers.get("handling", ()):
        answers["identifies"] = "yes"
    if "restricted_by_law" in answers.get("handling", ()):
        answers["confidential"] = "yes"
    return _mend_subject(answers)


def _mend_subject(answers):
    """The same for the subject and the recipient of a case."""
    if answers.get("subject_life") == "died":
        answers |= {"child_safe_now": "yes", "at_risk_now": ["other_children"]}
    if answers.get("subject_life") == "unborn":
        answers["age_band"] = "unknown"
    if answers.get("age_band") == "adult":
        answers["at_risk_now"] = ["adult"]
    if answers.get("recipient") == "merely_curious":
        answers["recipient_need"] = "no"
    if answers.get("purpose") == "curiosity" and "recipient" in answers:
        answers |= {"recipient": "merely_curious", "recipient_need": "no"}
    return answers


def _mend_together(facts):
    """Answers about one person that contradict those of the case."""
    for person in facts["people"]:
        child = person["relation"] == "child" and person["competent"] == "yes"
        if child and facts["answers"]["age_band"] == "under_5":
            person["competent"] = "no"
            _mend(person)
    return facts


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
    return _mend_together(
        {"date": ON.isoformat(), "answers": answers, "people": people}
    )


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
    return _mend_together(facts)
