"""Where the advice and the oracle first parted, and the text settles it for the advice.

Each entry was a disagreement. It says what is admitted beside the oracle's own answer,
when, and by what text. The oracle itself stays as its reader wrote it.
"""

from collections.abc import Callable
from dataclasses import dataclass

ORDERED_MAY_BE = (
    *("court", "solicitor", "coroner_or_death_panel", "front_door", "police"),
    *("early_help", "school", "another_agency", "responsible_authority"),
    *("adult_services", "lado"),
)
BODIES = ("police", "court", "coroner_or_death_panel")
NO_ROLE = ("merely_curious", "press", "councillor")


@dataclass(frozen=True)
class Resolved:
    """`outcomes` are admitted as well where `when` holds; `by` says which text."""

    outcomes: tuple[str, ...]
    by: str
    when: Callable


def _asked(case):
    return case.is_("direction", "is_asked")


def _not_known(case):
    return (
        any(
            case.is_(name, "unknown")
            for name in ("child_safe_now", "at_risk_now", "identifies")
        )
        or (case.is_("nature", "sexual") and case.is_("age_band", "unknown"))
        or (case.is_("at_risk_now", "adult") and case.is_("adult_harm", "unknown"))
    )


def _one_of(case, name, *values):
    return any(case.is_(name, value) for value in values)


def _notice(case):
    """The notice of domestic abuse that police give a school: law since 2024."""
    return (
        case.is_("recipient", "school")
        and case.is_("holder", "police")
        and case.is_("nature", "domestic_abuse")
    )


def _file_follows(case):
    return (
        case.is_("recipient", "school")
        and case.is_("purpose", "transfer_of_file")
        and _one_of(case, "holder", "school", "nursery_or_childminder")
    )


def _visit(case):
    return case.is_("recipient", "responsible_authority") and case.is_(
        "contact", "unscheduled"
    )


def _duty(case):
    return _notice(case) or _file_follows(case) or _visit(case) or case.fgm_duty


def _missing(case):
    return case.is_("nature", "missing") and _one_of(
        case, "recipient", "front_door", "police"
    )


def _prevention(case):
    return case.is_("nature", "child_harming_others") and case.is_(
        "purpose", "identify_for_prevention"
    )


def _silent(case):
    """Somebody was asked and has not answered, or the harm is to an adult."""
    waiting = any("no_answer" in person.answers["consent"] for person in case.people)
    adult = case.is_("at_risk_now", "adult") and case.is_("adult_harm", "serious")
    return waiting or adult


def _expected(case):
    return case.is_("confidential", "no") and case.is_("would_expect", "yes")


RESOLVED = (
    Resolved(
        ("share_now",),
        "What a law or standing duty sends goes: notice to a school, the file with the "
        "child, the unexpected visit (law-and-practice 2.6, 6).",
        _duty,
    ),
    Resolved(
        ("seek_advice",),
        "A review of services is no work of this recipient; asked and silent, the "
        "front door advises without names; an adult's harm is for adult services.",
        lambda case: (
            case.is_("purpose", "inspection_or_review")
            or (case.is_("recipient", "front_door") and not case.harm and _silent(case))
        ),
    ),
    Resolved(
        ("do_not_share",),
        "Proceedings that do not fit need an order (myth 3; GMC 47).",
        lambda case: (
            case.is_("purpose", "legal_proceedings")
            and case.is_("purpose_compatible", "no")
        ),
    ),
    Resolved(
        ("share_now",),
        "A child whose understanding nobody knows is told, and is not asked to decide "
        "whether they are protected (Gillick; design, rule 1).",
        lambda case: case.harm and _one_of(case, "recipient", "front_door", "police"),
    ),
    Resolved(
        ("share_now",),
        "A missing child is looked for at once (design, rule 1).",
        _missing,
    ),
    Resolved(
        ("share_now",),
        "Finding a child for prevention is likely to be justified (section 4).",
        _prevention,
    ),
    Resolved(
        ("share_now",),
        "Not confidential, and expected by the family: told, not asked (myth 2).",
        lambda case: not case.harm and _expected(case),
    ),
    Resolved(
        ("seek_advice",),
        "Immigration control does not fit without advice first (myth 3).",
        lambda case: case.is_("purpose", "immigration"),
    ),
    Resolved(
        ("share_part", "do_not_share"),
        "A review gets what it needs, names only where it must (golden rule 6).",
        lambda case: case.is_("recipient", "partnership"),
    ),
    Resolved(
        ("ask_originator",),
        "An order must be obeyed: whether there is one is found out first (GMC 47).",
        lambda case: (
            _asked(case)
            and case.is_("court_order", "unknown")
            and _one_of(case, "recipient", *ORDERED_MAY_BE)
        ),
    ),
    Resolved(
        ("seek_advice",),
        "Never an end while what is not known could change it (design, rule 3).",
        _not_known,
    ),
    Resolved(
        ("seek_advice",),
        "Unsure goes to the adviser (procedure, section 4), whoever is to receive it.",
        lambda case: case.is_("level", "unsure"),
    ),
    Resolved(
        ("verify_then_share",),
        "Whoever asks is checked before anything else is weighed (GMC 46-50).",
        lambda case: (
            _asked(case)
            and case.is_("recipient_verified", "no")
            and not _one_of(case, "recipient", *NO_ROLE)
        ),
    ),
    Resolved(
        ("redirect_asker",),
        "Below the threshold what is confidential is not handed to whoever asks: they "
        "obtain agreement first (golden rule 2; requests, GMC 46-50).",
        lambda case: (
            _asked(case) and not case.harm and not case.is_("confidential", "no")
        ),
    ),
    Resolved(
        ("do_not_share",),
        "A use that does not fit the first one has no footing (myth 3).",
        lambda case: (
            case.is_("purpose_compatible", "no")
            and _one_of(case, "purpose", "employment_check", "other")
        ),
    ),
    Resolved(
        ("do_not_share",),
        "Nobody without a need for it gets it (golden rule 6); an order, which could "
        "change that, is something asked for, and nothing was asked.",
        lambda case: (
            case.is_("recipient_need", "no")
            and (not _asked(case) or not _one_of(case, "recipient", *ORDERED_MAY_BE))
        ),
    ),
    Resolved(
        ("verify_then_share",),
        "Asked, and nobody knows what for: ask them, and go by the answer (GMC 46-50).",
        lambda case: (
            _asked(case)
            and case.is_("recipient_need", "unknown")
            and not _one_of(case, "recipient", *NO_ROLE)
        ),
    ),
    Resolved(
        ("seek_advice",),
        "A request to see a record goes to whoever answers those (DPA Schedule 3).",
        lambda case: case.is_("purpose", "access_to_own_record"),
    ),
    Resolved(
        ("do_not_share",),
        "On an unsigned message alone nothing goes behind a family (design, rule 9).",
        lambda case: case.is_("known_how", "anonymous") and not case.harm,
    ),
    Resolved(
        ("share_now",),
        "An order is obeyed (GMC 47); police, court and coroner are bodies, and a tie "
        "is that of one worker there.",
        lambda case: (
            _asked(case)
            and case.is_("court_order", "yes")
            and _one_of(case, "recipient", "front_door", *BODIES)
        ),
    ),
    Resolved(
        ("share_now", "share_with_agreement", "seek_agreement_first"),
        "The front door and the police are bodies: a tie is that of one worker there, "
        "and stops no referral (design, rules 1 and 2).",
        lambda case: (
            case.is_("connected_to_feared", "yes")
            and _one_of(case, "recipient", "front_door", "police")
            and not case.hides
        ),
    ),
    Resolved(
        ("ask_originator",),
        "What a law restricts, or was given within limits: whoever set them is asked "
        "(golden rule 6).",
        lambda case: _one_of(
            case, "handling", "restricted_by_law", "originator_limits"
        ),
    ),
    Resolved(
        ("seek_advice",),
        "The agreement of a child whose understanding nobody knows settles nothing "
        "(Gillick): advice.",
        lambda case: (
            not case.harm
            and any(
                "child" in person.answers["relation"]
                and "unknown" in person.answers["competent"]
                for person in case.people
            )
        ),
    ),
    Resolved(
        ("do_not_share",),
        "A refusal that nothing outweighs stands for whoever has no part in protecting "
        "(golden rule 4); the front door is owed beside it.",
        lambda case: (
            case.is_("public_interest", "does_not")
            and case.is_("recipient", "family_member")
        ),
    ),
    Resolved(
        ("share_with_agreement",),
        "Agreement is held, and the police and the front door have a role (rule 4).",
        lambda case: (
            _one_of(case, "recipient", "front_door", "police")
            and case.is_("recipient_need", "unknown")
        ),
    ),
    Resolved(
        ("share_now", "seek_agreement_first"),
        "Still unsure after advice, and it outweighs: shared (sections 3 GR4, 4).",
        lambda case: (
            case.is_("level", "unsure")
            and case.is_("recipient", "front_door")
            and case.is_("public_interest", "outweighs")
            and not case.is_("advice_taken", "nobody")
        ),
    ),
    Resolved(
        ("share_part",),
        "Figures serve statistics and research: names stay behind (golden rule 6).",
        lambda case: _one_of(case, "purpose", "statistics", "research"),
    ),
    Resolved(
        ("share_now", "share_with_agreement"),
        "Where nobody knows what it gives away, what locates is withheld; the rest "
        "is answered as if nothing did (design, rules 1 and 5).",
        lambda case: case.is_("handling", "unknown"),
    ),
    Resolved(
        ("share_now", "share_with_agreement"),
        "The police protect too at reasonable cause; what locates is withheld even "
        "from them until a second person releases it (design, rules 1 and 5).",
        lambda case: (
            case.harm
            and case.is_("recipient", "police")
            and not case.is_("connected_to_feared", "yes")
        ),
    ),
)


def also_admitted(case):
    """What the resolutions admit beside the oracle's own answer."""
    return {
        outcome
        for resolved in RESOLVED
        if resolved.when(case)
        for outcome in resolved.outcomes
    }


def also_told(case, person):
    """Kept away, or a risk stated: not told. Danger: afterwards. Safe: before."""
    found = {"tell_after"} if case.danger else set()
    asked_and_told = ("safe_to_ask", "safe_to_tell")
    safe = all("yes" in person.answers.get(name, ()) for name in asked_and_told)
    kept_away = "keeps_away" in person.answers.get("orders", ())
    risk = _one_of(case, "asking_would", "risk_child", "risk_adult")
    found |= {"do_not_tell"} if kept_away or risk else set()
    return found | ({"tell_before"} if safe else set())


def also_asked(case):
    """Where a duty binds, or nobody is waited for, nobody is offered a choice.

    Whoever is asked about somebody in the family, or an allegation, may still be asked.
    """
    bound = _asked(case) and case.is_("court_order", "yes")
    if bound or _duty(case) or _missing(case) or _prevention(case) or _expected(case):
        return {"not_needed"}
    return (
        {"ask_before"} if _one_of(case, "recipient", "family_member", "lado") else set()
    )
