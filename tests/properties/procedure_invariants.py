"""Rules 1 to 5 of what nothing overrides, each as a check of one piece of advice.

Written from the rules, not from the rows, so that a wrong row is noticed.
"""

FRONT_DOOR_ANSWERS = {"share_now", "share_with_agreement"}
TOLD = {"tell_before", "tell_after"}
RISKS = {"risk_child", "risk_adult"}


def in_danger(answers):
    return answers["level"] == "immediate_danger" or answers["child_safe_now"] == "no"


def at_reasonable_cause(answers):
    return answers["level"] == "reasonable_cause" or in_danger(answers)


def owed(advice):
    return {entry.to_whom for entry in advice.also_owed}


def steps(advice):
    return {step.code: step for step in advice.steps}


def the_front_door_is_told(answers, people, advice):
    """1. At reasonable cause: share, and agreement is a step with a time limit."""
    if at_reasonable_cause(answers) and answers["recipient"] == "front_door":
        assert advice.outcome in FRONT_DOOR_ANSWERS
        if any(person.ask == "ask_before" for person in advice.people):
            assert steps(advice)["ask_within_limit"].by_when_hours


def the_police_are_told(answers, people, advice):
    """1. Police too: danger, suspected crime at reasonable cause, statutory duty."""
    crime = answers["crime_suspected"] == "yes" and at_reasonable_cause(answers)
    fgm = "fgm" in answers["nature"] and answers["holder"] in ("school", "health")
    if (in_danger(answers) or crime or fgm) and answers["recipient"] != "police":
        assert "police" in owed(advice)


def nothing_forbids_a_referral(answers, people, advice):
    """2 and 3. Whatever the recipient, the front door is owed at reasonable cause."""
    if at_reasonable_cause(answers) and answers["recipient"] != "front_door":
        assert "front_door" in owed(advice)


def a_refusal_never_hides_recorded_abuse(answers, people, advice):
    """3. Refusing a relative the notes that record abuse: the front door is owed."""
    recorded = "records_abuse" in answers["handling"]
    if recorded and answers["recipient"] == "family_member":
        assert "front_door" in owed(advice)


def has_a_part(answers):
    """Whether doubt about the child could change the answer about this recipient."""
    no_role = ("merely_curious", "press", "councillor", "family_member", "solicitor")
    tied = answers["connected_to_feared"] == "yes"
    return (
        answers["recipient"] not in no_role
        and not tied
        and answers["purpose"] != "curiosity"
    )


def unsure_is_never_do_not_share(answers, people, advice):
    """3. Doubt goes to the adviser, with a clock; and no refusal ends there."""
    if answers["level"] == "unsure":
        if has_a_part(answers):
            assert advice.outcome != "do_not_share"
        assert steps(advice)["adviser"].by_when_hours
    if advice.outcome == "do_not_share":
        assert "if_still_worried" in steps(advice)


def nobody_unsafe_is_asked_or_told(answers, people, advice):
    """4. Person by person: whoever is feared or unsafe is neither asked nor told."""
    for person, given in zip(advice.people, people, strict=True):
        if given["feared"] == "yes" or given["safe_to_ask"] != "yes":
            assert person.ask != "ask_before"
        if given["feared"] == "yes" or given["safe_to_tell"] != "yes":
            assert person.tell not in TOLD


def the_exceptions_switch_off_asking(answers, people, advice):
    """4. The four exceptions, and `other`; a risk spares who is marked safe to ask."""
    why = set(answers["asking_would"])
    for person, given in zip(advice.people, people, strict=True):
        if why & {"prejudice_crime", "delay", "other"}:
            assert person.ask != "ask_before"
        if why & RISKS and given["safe_to_ask"] != "yes":
            assert person.ask != "ask_before"
    if why & RISKS and all(given["safe_to_ask"] == "yes" for given in people):
        assert all(person.ask != "ask_before" for person in advice.people)


def telling_follows_its_own_exceptions(answers, people, advice):
    """4. Risk and crime also switch off telling, with a date; delay tells after."""
    why = set(answers["asking_would"])
    for person, given in zip(advice.people, people, strict=True):
        if "prejudice_crime" in why:
            assert person.tell not in TOLD
        if why & RISKS and given["safe_to_ask"] != "yes":
            assert person.tell not in TOLD
        if "delay" in why and person.tell in TOLD:
            assert given["consent"] == "no_answer" or person.tell == "tell_after"
        if person.tell == "do_not_tell":
            assert person.look_again_days


def what_locates_a_hidden_family_is_kept_back(answers, people, advice):
    """5. Always withheld, and never to the side of whoever is feared."""
    if "locates_hidden_person" in answers["handling"]:
        assert "locating_facts" in {entry.code for entry in advice.withhold}


ALL = (
    the_front_door_is_told,
    the_police_are_told,
    nothing_forbids_a_referral,
    a_refusal_never_hides_recorded_abuse,
    unsure_is_never_do_not_share,
    nobody_unsafe_is_asked_or_told,
    the_exceptions_switch_off_asking,
    telling_follows_its_own_exceptions,
    what_locates_a_hidden_family_is_kept_back,
)
