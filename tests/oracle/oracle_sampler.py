"""Whole sets of facts without contradictions, drawn by seed from the questions.

Half are uniform over the vocabulary; half lie near plain cases, so that a rare branch
is not drowned by answers that decide everything before it is reached.
"""

import random
import tomllib
from pathlib import Path

RULEBOOKS = Path(__file__).parents[2] / "sharewell" / "rulebooks" / "national"
# from the 2024 national advice on; Surrey 4.4 applies beside it; few, as each is built
SEED = 20261122
DAYS = ("2024-04-19", "2025-06-02", "2026-02-05", "2026-10-05", "2026-11-20")
PLAIN = {
    "court_order": "no",
    "connected_to_feared": "no",
    "recipient_need": "yes",
    "identifies": "yes",
    "handling": ["none"],
    "direction": "wishes_to_share",
    "recipient_verified": "known_person",
    "subject_life": "living",
    "age_band": "from_5_to_12",
    "purpose": "safeguard",
    "purpose_compatible": "yes",
    "child_safe_now": "yes",
    "more_detrimental": "no",
    "asking_would": ["none"],
    "asking_best_interests": "yes",
    "known_how": "seen",
    "crime_suspected": "no",
    "nature": ["neglect"],
    "about_whom": "child",
    "at_risk_now": ["this_child"],
    "social_worker": "none",
    "child_status": ["none"],
    "contact": "not_a_visit",
}
SCENES = (  # rare branches, each entered by a few answers
    {"recipient": "responsible_authority", "holder": "health", "contact": "unscheduled"}
    | {"social_worker": "elsewhere", "child_status": ["protection_plan"]},
    {"recipient": "responsible_authority", "contact": "planned_attended"}
    | {"recipient_need": "no", "level": "none"},
    {"recipient": "school", "holder": "police", "nature": ["domestic_abuse"]},
    {"recipient": "police", "holder": "school", "nature": ["fgm"]},
    {"recipient": "early_help", "nature": ["child_harming_others"]}
    | {"purpose": "identify_for_prevention"},
    {"recipient": "adult_services", "at_risk_now": ["adult"], "adult_harm": "serious"}
    | {"adult_needs_care": "yes"},
    {"recipient": "school", "holder": "school", "purpose": "transfer_of_file"},
    {"recipient": "family_member", "purpose": "access_to_own_record"}
    | {"handling": ["records_abuse"], "direction": "is_asked"},
    {"recipient": "partnership", "purpose": "statistics", "level": "none"},
    {"recipient": "another_agency", "known_how": "anonymous", "level": "wellbeing"},
    {"recipient": "lado", "nature": ["by_someone_who_works_with_children"]},
    {"recipient": "court", "court_order": "yes", "purpose": "legal_proceedings"},
    {"recipient": "police", "handling": ["locates_hidden_person"]},
    {"recipient": "front_door", "direction": "is_asked", "recipient_verified": "no"},
    {"recipient": "adviser", "level": "unsure"},
)
PLAIN_RECIPIENTS = (
    *("front_door",) * 4,
    *("police", "early_help", "school", "another_agency") * 2,
    *("responsible_authority", "adult_services", "lado", "adviser", "family_member"),
)
PLAIN_PERSON = {
    "safe_to_ask": "yes",
    "feared": "no",
    "safe_to_tell": "yes",
    "parental_responsibility": "yes",
    "competent": "unknown",
    "consent": "not_sought",
    "orders": ["none"],
}


class Questions:
    """The vocabulary files, read without the engine."""

    def __init__(self):
        read = [
            tomllib.loads(path.read_text())
            for path in sorted(RULEBOOKS.glob("facts-*.toml"))
        ]
        facts = [fact for one in read for fact in one["fact"]]
        self.of_case = [fact for fact in facts if not fact.get("of_person")]
        self.of_person = [fact for fact in facts if fact.get("of_person")]
        self.nevers = [never["cells"] for one in read for never in one.get("never", [])]

    def at_odds(self, answers):
        """The names in the first contradiction, or none."""
        for cells in self.nevers:
            if all(
                name in answers and _set(answers[name]) & _set(cell)
                for name, cell in cells.items()
            ):
                return tuple(cells)
        return ()


def _set(value):
    return set(value if isinstance(value, list) else [value])


def _draw(rng, fact):
    values = [choice["value"] for choice in fact["values"]]
    if not fact.get("many"):
        return rng.choice(values)
    alone = [choice["value"] for choice in fact["values"] if choice.get("alone")]
    together = [value for value in values if value not in alone]
    if alone and rng.random() < 0.4:
        return [rng.choice(alone)]
    return sorted(rng.sample(together, min(len(together), rng.choice((1, 1, 1, 2, 3)))))


def _whole(rng, questions, facts, base, beside):
    """Draw all, from `base` where it says; redraw what is at odds until nothing is."""
    drawn = {fact["name"]: _draw(rng, fact) for fact in facts} | base
    by_name = {fact["name"]: fact for fact in facts}
    while names := questions.at_odds({**beside, **drawn}):
        name = rng.choice([name for name in names if name in by_name])
        drawn[name] = _draw(rng, by_name[name])
    return drawn


def _near(rng, plain, keep):
    return {name: value for name, value in plain.items() if rng.random() < keep}


def draw(rng, questions):
    """One whole set of facts."""
    near = rng.random() < 0.5
    base = _near(rng, PLAIN, 0.93) if near else {}
    if near:
        base["recipient"] = rng.choice(PLAIN_RECIPIENTS)
        base |= rng.choice(SCENES) if rng.random() < 0.4 else {}
    answers = _whole(rng, questions, questions.of_case, base, {})
    people = []
    for number in range(rng.choice((0, 1, 1, 2, 2, 3))):
        kept = _near(rng, PLAIN_PERSON, 0.8) if near else {}
        if near and rng.random() < 0.85:
            kept["relation"] = ("mother", "child", "father")[number]
        if kept.get("relation") == "child":
            kept["parental_responsibility"] = "no"
        person = _whole(rng, questions, questions.of_person, kept, answers)
        people.append({"ref": f"p{number}", **person})
    return {"date": rng.choice(DAYS), "answers": answers, "people": people}


def sample(number, seed=SEED):
    rng, questions = random.Random(seed), Questions()
    for _ in range(number):
        yield draw(rng, questions)
