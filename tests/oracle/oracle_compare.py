"""What the advice says against what the oracle admits, one fault per line of report."""

from dataclasses import dataclass

from oracle_case import Case
from oracle_outcome import outcomes
from oracle_owed import must_hear, must_not_hear, must_withhold_place, steps
from oracle_people import person_answers
from oracle_readings import readings
from oracle_resolved import also_admitted, also_asked, also_heard, also_told

STEP_CODES = {
    "record": {"record"},
    "still_worried": {"if_still_worried"},
    "adviser": {"adviser"},
    "ask_within_hours": {"ask_within_limit"},
}


@dataclass(frozen=True)
class Fault:
    """`what` is the table, `ours` the advice, `theirs` what the oracle admits."""

    what: str
    ours: str
    theirs: str
    why: str


def faults(facts, advice):
    case = Case.of(facts)
    if not advice.complete:
        return [Fault("complete", "open", "whole", ",".join(advice.open_questions))]
    found = [
        *_outcome(case, advice),
        *_owed(case, advice),
        *_kept_and_done(case, advice),
    ]
    for number, said in enumerate(advice.people):
        found += _person(case, number, said, str(advice.outcome))
    return found


def admitted_outcomes(case):
    """What the oracle admits, what the readings add, and what the resolutions add."""
    found = set()
    for read in readings(case):
        found |= outcomes(read) | also_admitted(read)
    return found


def _outcome(case, advice):
    admitted = admitted_outcomes(case)
    if str(advice.outcome) not in admitted:
        yield Fault(
            "outcome", str(advice.outcome), "|".join(sorted(admitted)), signature(case)
        )


def _owed(case, advice):
    heard = {owed.to_whom for owed in advice.also_owed}
    for body in sorted(must_hear(case) - heard):
        yield Fault("owed", "absent", f"must: {body}", signature(case))
    for body in sorted((must_not_hear(case) - also_heard(case)) & heard):
        yield Fault("owed", "present", f"must not: {body}", signature(case))


def _kept_and_done(case, advice):
    kept = {one.code for one in advice.withhold}
    if must_withhold_place(case) and "locating_facts" not in kept:
        yield Fault("withhold", "absent", "locating facts", signature(case))
    done = {step.code for step in advice.steps}
    asked = any(str(one.ask) == "ask_before" for one in advice.people)
    for step in sorted(steps(case, str(advice.outcome), asked)):
        if not STEP_CODES[step] & done:
            yield Fault("step", "absent", step, signature(case))
    for step in advice.steps:
        if step.code in STEP_CODES["ask_within_hours"] and step.by_when_hours is None:
            yield Fault("step", "no limit", "ask_within_hours", signature(case))


def _person(case, number, said, outcome):
    asks, tells = set(), set()
    for read in readings(case):
        person = read.people[number]
        more_asks, more_tells = person_answers(read, person, outcome)
        asks |= more_asks | also_asked(read)
        tells |= more_tells | also_told(read, person)
    of = person_signature(case, case.people[number])
    if str(said.ask) not in asks:
        yield Fault("ask", str(said.ask), "|".join(sorted(asks)), of)
    if str(said.tell) not in tells:
        yield Fault("tell", str(said.tell), "|".join(sorted(tells)), of)
    if str(said.tell) == "do_not_tell" and said.look_again_days is None:
        yield Fault("tell", "no date to look again", "a date", of)
    if str(said.ask) == "ask_before" and "tell_before" not in tells | {str(said.tell)}:
        yield Fault("tell", "asked, not told before", "tell_before", of)


PLAIN = {
    "court_order": "no",
    "connected_to_feared": "no",
    "recipient_need": "yes",
    "identifies": "yes",
    "more_detrimental": "no",
    "handling": "none",
    "purpose": "safeguard",
}


def signature(case):
    """The few facts that most often decide, where they are not plain."""
    level = "harm" if case.harm else next(iter(case.answers["level"]))
    parts = [next(iter(case.answers["recipient"])), level]
    parts += [
        f"{name}={'+'.join(sorted(case.answers[name]))}"
        for name, plain in PLAIN.items()
        if not case.is_(name, plain)
    ]
    parts += ["unverified"] if case.asked_unverified else []
    parts += ["anonymous"] if case.is_("known_how", "anonymous") else []
    parts += ["alarm"] if case.alarm else []
    consents = sorted({next(iter(p.answers["consent"])) for p in case.people})
    return " ".join([*parts, f"consents={'+'.join(consents) or 'nobody'}"])


def person_signature(case, person):
    one = person.answers
    level = "harm" if case.harm else next(iter(case.answers["level"]))
    asked = ("relation", "safe_to_ask", "safe_to_tell", "feared", "consent")
    words = [
        f"{name}={'+'.join(sorted(one.get(name, ())))}"
        for name in (*asked, "parental_responsibility", "competent")
    ]
    about = [
        f"{name}={'+'.join(sorted(case.answers[name]))}"
        for name in ("asking_would", "about_whom", "asking_best_interests")
    ]
    recipient = next(iter(case.answers["recipient"]))
    return " ".join([recipient, level, *words, *about])
