"""Person by person: has a say, may be asked, may be told (design, section 2 rule 4)."""

from oracle_case import EXCEPTIONS_FOR_ALL, RISKS

PARENTS = ("mother", "father", "step_parent", "carer")
SETTLED = ("refused", "withdrawn", "cannot_be_given", "cannot_be_obtained_in_time")
SHARING = {"share_now", "share_with_agreement", "share_part", "seek_agreement_first"}


def say(case, person):
    """Whose agreement counts: "yes", "no", or "open" where no source settles it."""
    if person.is_("relation", "child"):
        return _say_of_child(case, person)
    if case.is_("about_whom", "somebody_else"):
        return "open"  # whose it is, is not said person by person
    if case.is_("about_whom", "parent"):
        # a parent's own information is that parent's to agree to (help of about_whom)
        if person.is_("relation", "mother", "father"):
            return "yes"
        return "open" if person.is_("relation", *PARENTS, "adult_at_risk") else "no"
    return _say_for_child(case, person)


def _say_of_child(case, person):
    if not case.is_("subject_life", "living"):
        return "no"
    if case.is_("age_band", "adult"):
        return "open" if person.is_("competent", "no") else "yes"
    if person.is_("competent", "no") or case.is_("age_band", "under_5"):
        return "no"  # wishes are weighed at any age; agreement is another thing
    if person.is_("competent", "yes") and case.is_("about_whom", "child"):
        return "yes"  # reference 2.4, Gillick
    return "open"


def _say_for_child(case, person):
    if case.is_("age_band", "adult") or _competent_child(case):
        # section 4 speaks of the family, reference 2.4 lets the young person decide
        return "no" if person.is_("parental_responsibility", "no") else "open"
    if person.is_("parental_responsibility", "yes"):
        return "yes" if person.is_("relation", *PARENTS, "relative") else "open"
    if person.is_("parental_responsibility", "unknown"):
        return "open"
    if person.is_("relation", "adult_at_risk", *PARENTS):
        return "open"  # 4.b speaks of the family, the law of responsibility
    return "open" if person.is_("orders", "gives_responsibility") else "no"


def _competent_child(case):
    return any(
        p.is_("relation", "child") and p.is_("competent", "yes") for p in case.people
    )


def barred(person):
    """Asking this person is unsafe, or nobody knows yet."""
    return person.is_("safe_to_ask", "no", "unknown") or person.is_("feared", "yes")


def nobody_is_asked(case):
    """Section 4: crime, delay and another reason hold for all; 4.d; danger."""
    return (
        case.danger
        or case.is_("asking_would", *EXCEPTIONS_FOR_ALL)
        or case.is_("asking_best_interests", "no")
        or _risk_from_nobody_named(case)
    )


def _risk_from_nobody_named(case):
    """A risk is stated, yet everybody listed is marked safe: nobody is asked."""
    return case.is_("asking_would", *RISKS) and not any(map(barred, case.people))


def ask(case, person):
    """The admissible answers, if something goes."""
    counts = say(case, person)
    if barred(person) or nobody_is_asked(case):
        loose = counts != "yes" or person.is_("consent", "given", *SETTLED)
        # the effect is the same: nobody asks
        either = loose or case.danger or _anonymous(case)
        return {"do_not_ask"} | ({"not_needed"} if either else set())
    if _anonymous(case) or counts == "no":
        return {"not_needed"}
    return _askable(case, person, counts)


def _askable(case, person, counts):
    if person.is_("consent", "given"):
        return {"not_needed"}
    if person.is_("consent", *SETTLED):
        return {"not_needed", "do_not_ask"}
    if person.is_("consent", "no_answer") and case.harm:
        return {"ask_before", "not_needed"}  # keep trying, or count it as tried
    return {"ask_before"} | ({"not_needed"} if counts == "open" else set())


def _anonymous(case):
    return case.is_("identifies", "no") and not case.harm


def tell(case, person):
    """The admissible answers, if something goes. Golden rule 2: open unless unsafe."""
    idle = {"not_needed"} if _no_standing(case, person) else set()
    if _anonymous(case):
        return {"not_needed"} | ({"do_not_tell"} if _untold(case, person) else set())
    if _untold(case, person):
        return {"do_not_tell"} | idle
    if case.is_("asking_would", *RISKS) and (
        barred(person) or _risk_from_nobody_named(case)
    ):
        # rule 4 switches telling off; the question lets telling be safe later
        return {"do_not_tell", "tell_after"} | idle
    return _told(case, person) | idle


def _untold(case, person):
    return case.is_("asking_would", "prejudice_crime") or not person.is_(
        "safe_to_tell", "yes"
    )


def _no_standing(case, person):
    """Telling them may settle nothing: no say, or no living child to be told."""
    return say(case, person) == "no" or not person.is_("relation", *PARENTS, "child")


def _told(case, person):
    if case.danger or case.is_("asking_would", "delay"):
        return {"tell_after"}
    if case.is_("asking_would", "other"):
        # a fifth reason, such as a young person's wish; its reach is for the writer
        return {"tell_before", "tell_after", "do_not_tell"}
    if barred(person) or person.is_("consent", "cannot_be_obtained_in_time"):
        return {"tell_after"}
    late = person.is_("consent", "no_answer", *SETTLED) or say(case, person) != "yes"
    if late or case.is_("asking_best_interests", "no"):
        return {"tell_before", "tell_after"}
    return {"tell_before"}


def person_answers(case, person, outcome):
    """Admissible ask and tell beside one outcome: less where nothing goes yet."""
    asks, tells = ask(case, person), tell(case, person)
    if outcome not in SHARING:
        asks, tells = asks | {"not_needed"}, tells | {"not_needed"}
    if case.alarm:
        # the level may be taken for the more serious one: then nobody waits
        asks = asks | {"not_needed", "do_not_ask"}
        tells = tells if _untold(case, person) else tells | {"tell_after"}
    if outcome in ("share_now", "share_part"):
        asks, tells = _unasked(case, asks, tells)
    return asks, tells


def _unasked(case, asks, tells):
    """Beside an outcome that asks nobody first."""
    later = tells | {"tell_after"} if "tell_before" in tells else tells
    if not case.harm:
        return (asks - {"ask_before"}) | {"not_needed"}, later
    if case.is_("recipient", "front_door"):
        return asks, tells
    return asks | {"not_needed"}, later  # asked about the referral owed, if at all


def surely_asked(case):
    return any(ask(case, p) == {"ask_before"} for p in case.people)


def perhaps_asked(case):
    return any("ask_before" in ask(case, p) for p in case.people)


def consulted(case):
    """Everybody whose agreement counts or may count."""
    return [p for p in case.people if say(case, p) != "no"]


def held(case):
    """Agreement stands: given by all who count, leaving out who may not be asked."""
    counting = [
        p
        for p in consulted(case)
        if p.is_("consent", "given", "refused", "withdrawn")
        or not (barred(p) or nobody_is_asked(case))
    ]
    return bool(counting) and all(p.is_("consent", "given") for p in counting)


def some_agreement(case):
    return any(p.is_("consent", "given") for p in consulted(case))
