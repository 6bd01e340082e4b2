"""What the resolutions speak of, in the words of the questions."""

from oracle_people import consulted, say, some_agreement


def asked(case):
    return case.is_("direction", "is_asked")


def not_known(case):
    return (
        any(
            case.is_(name, "unknown")
            for name in ("child_safe_now", "at_risk_now", "identifies")
        )
        or (case.is_("nature", "sexual") and case.is_("age_band", "unknown"))
        or (case.is_("at_risk_now", "adult") and case.is_("adult_harm", "unknown"))
        or owed_perhaps(case)
    )


def owed_perhaps(case):
    """It would be owed to this recipient, if one answer that is not known were yes."""
    care = case.adult_serious and case.is_("adult_needs_care", "unknown")
    plan = case.harm and case.is_("social_worker", "unknown")
    return (care and case.is_("recipient", "adult_services")) or (
        plan and case.is_("recipient", "responsible_authority")
    )


def one_of(case, name, *values):
    return any(case.is_(name, value) for value in values)


def notice(case):
    """The notice of domestic abuse that police give a school: law since May 2024."""
    return (
        case.on >= "2024-05-24"
        and case.is_("recipient", "school")
        and case.is_("holder", "police")
        and case.is_("nature", "domestic_abuse")
    )


def file_follows(case):
    return (
        case.is_("recipient", "school")
        and case.is_("purpose", "transfer_of_file")
        and one_of(case, "holder", "school", "nursery_or_childminder")
    )


def visit(case):
    return case.is_("recipient", "responsible_authority") and case.is_(
        "contact", "unscheduled"
    )


def duty(case):
    return notice(case) or file_follows(case) or visit(case) or case.fgm_duty


def missing(case):
    return case.is_("nature", "missing") and one_of(
        case, "recipient", "front_door", "police"
    )


def prevention(case):
    return case.is_("nature", "child_harming_others") and case.is_(
        "purpose", "identify_for_prevention"
    )


def silent(case):
    """Somebody was asked and has not answered, or the harm is to an adult."""
    waiting = any("no_answer" in person.answers["consent"] for person in case.people)
    adult = case.is_("at_risk_now", "adult") and case.is_("adult_harm", "serious")
    return waiting or adult


def child_unknown(case, *consents):
    """A child of whom nobody knows whether they understand, and where they stand."""
    return any(
        p.is_("relation", "child")
        and p.is_("competent", "unknown")
        and (not consents or p.is_("consent", *consents))
        for p in case.people
    )


def refused(case):
    return any(p.is_("consent", "refused", "withdrawn") for p in consulted(case))


def outweighed(case):
    return refused(case) and case.is_("public_interest", "outweighs")


def agreed(case):
    """Somebody who counts, or may count, agreed; nobody who surely counts refused."""
    return some_agreement(case) and not any(
        p.is_("consent", "refused", "withdrawn") and say(case, p) == "yes"
        for p in consulted(case)
    )


def agreed_in_doubt(case):
    """Nobody who agreed surely counts."""
    given = [p for p in consulted(case) if p.is_("consent", "given")]
    return bool(given) and all(say(case, p) == "open" for p in given)


def advised(case):
    """Still unsure after advice, and it outweighs: for the front door."""
    return (
        case.is_("level", "unsure")
        and case.is_("recipient", "front_door")
        and case.is_("public_interest", "outweighs")
        and not case.is_("advice_taken", "nobody")
    )


def unexplained(case):
    """Section 4, paragraph 5: a serious sign, and tests refused."""
    return (
        case.is_("level", "unsure")
        and case.is_("nature", "unexplained_serious_sign")
        and case.is_("tests_refused", "yes")
    )


def perhaps_near_the_feared(case):
    return case.is_("connected_to_feared", "unknown") and (
        case.hides or any(p.is_("feared", "yes", "unknown") for p in case.people)
    )


def expected(case):
    return case.is_("confidential", "no") and case.is_("would_expect", "yes")


def police_near_a_hidden_family(case):
    """Not owed by rule 1 unless danger or crime; rule 5 then stands against it."""
    return (
        case.is_("recipient", "police")
        and case.hides
        and case.is_("connected_to_feared", "yes")
    )
