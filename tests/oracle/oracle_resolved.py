"""Where the advice and the oracle first parted, and the text settles it for the advice.

Each entry was a disagreement. It says what is admitted beside the oracle's own answer,
when, and by what text. The oracle itself stays as its reader wrote it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from oracle_conditions import (
    advised,
    agreed,
    agreed_in_doubt,
    asked,
    child_unknown,
    duty,
    expected,
    missing,
    not_known,
    one_of,
    outweighed,
    perhaps_near_the_feared,
    police_near_a_hidden_family,
    prevention,
    refused,
    silent,
    unexplained,
)
from oracle_people import held, surely_asked

ORDERED_MAY_BE = (
    *("court", "solicitor", "coroner_or_death_panel", "front_door", "police"),
    *("early_help", "school", "another_agency", "responsible_authority"),
    *("adult_services", "lado"),
)
BODIES = ("police", "court", "coroner_or_death_panel")
USES_THAT_MAY_FIT = (
    *("employment_check", "inspection_or_review", "legal_proceedings", "other"),
)
NO_ROLE = ("merely_curious", "press", "councillor")


@dataclass(frozen=True)
class Resolved:
    """`outcomes` are admitted as well where `when` holds; `by` says which text."""

    outcomes: tuple[str, ...]
    by: str
    when: Callable


RESOLVED = (
    Resolved(
        ("share_now",),
        "What a law or standing duty sends goes: notice to a school, the file with the "
        "child, the unexpected visit (law-and-practice 2.6, 6).",
        duty,
    ),
    Resolved(
        ("seek_advice",),
        "A review of services is no work of this recipient; asked and silent, the "
        "front door advises without names; an adult's harm is for adult services.",
        lambda case: (
            case.is_("purpose", "inspection_or_review")
            or (case.is_("recipient", "front_door") and not case.harm and silent(case))
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
        lambda case: (
            case.harm
            and one_of(case, "recipient", "front_door", "police")
            and child_unknown(case)
            and not police_near_a_hidden_family(case)
        ),
    ),
    Resolved(
        ("share_now",),
        "A missing child is looked for at once (design, rule 1).",
        missing,
    ),
    Resolved(
        ("share_now",),
        "Finding a child for prevention is likely to be justified (section 4).",
        prevention,
    ),
    Resolved(
        ("share_now",),
        "Not confidential, and expected by the family: told, not asked (myth 2).",
        lambda case: not case.harm and expected(case),
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
            asked(case)
            and case.is_("court_order", "unknown")
            and one_of(case, "recipient", *ORDERED_MAY_BE)
        ),
    ),
    Resolved(
        ("seek_advice",),
        "Never an end while what is not known could change it (design, rule 3).",
        not_known,
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
            asked(case)
            and case.is_("recipient_verified", "no")
            and not one_of(case, "recipient", *NO_ROLE)
        ),
    ),
    Resolved(
        ("redirect_asker",),
        "Below the threshold what is confidential is not handed to whoever asks: they "
        "obtain agreement first (golden rule 2; requests, GMC 46-50).",
        lambda case: (
            asked(case) and not case.harm and not case.is_("confidential", "no")
        ),
    ),
    Resolved(
        ("do_not_share",),
        "A use that does not fit the first one has no footing (myth 3).",
        lambda case: (
            case.is_("purpose_compatible", "no")
            and one_of(
                case, "purpose", "employment_check", "inspection_or_review", "other"
            )
        ),
    ),
    Resolved(
        ("do_not_share",),
        "Nobody without a need for it gets it (golden rule 6); an order, which could "
        "change that, is something asked for, and nothing was asked.",
        lambda case: (
            case.is_("recipient_need", "no")
            and (not asked(case) or not one_of(case, "recipient", *ORDERED_MAY_BE))
        ),
    ),
    Resolved(
        ("verify_then_share",),
        "Asked, and nobody knows what for: ask them, and go by the answer (GMC 46-50).",
        lambda case: (
            asked(case)
            and case.is_("recipient_need", "unknown")
            and not one_of(case, "recipient", *NO_ROLE)
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
            asked(case)
            and case.is_("court_order", "yes")
            and one_of(case, "recipient", "front_door", *BODIES)
        ),
    ),
    Resolved(
        ("share_now", "share_with_agreement", "seek_agreement_first"),
        "The front door and the police are bodies: a tie is that of one worker there, "
        "and stops no referral (design, rules 1 and 2).",
        lambda case: (
            one_of(case, "connected_to_feared", "yes", "unknown")
            and one_of(case, "recipient", "front_door", "police")
            and not case.hides
        ),
    ),
    Resolved(
        ("ask_originator",),
        "What a law restricts, or was given within limits: whoever set them is asked "
        "(golden rule 6).",
        lambda case: one_of(case, "handling", "restricted_by_law", "originator_limits"),
    ),
    Resolved(
        ("seek_advice",),
        "The agreement of a child whose understanding nobody knows settles nothing "
        "(Gillick): advice.",
        lambda case: not case.harm and child_unknown(case, "given"),
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
            one_of(case, "recipient", "front_door", "police")
            and case.is_("recipient_need", "unknown")
        ),
    ),
    Resolved(
        ("share_now", "seek_agreement_first"),
        "Still unsure after advice, and it outweighs: shared (sections 3 GR4, 4).",
        advised,
    ),
    Resolved(
        ("share_with_agreement",),
        "Still unsure after advice, it outweighs, and agreement is held: what a law "
        "restricts stays behind, the rest goes (sections 3 GR4, GR6, 4).",
        lambda case: advised(case) and agreed(case),
    ),
    Resolved(
        ("share_now", "share_with_agreement", "seek_agreement_first"),
        "Refusing tests is not refusing to share: to find the cause of a serious sign "
        "sharing is justified, the adviser beside it (section 4, paragraph 5).",
        lambda case: unexplained(case) and case.is_("recipient", "front_door"),
    ),
    Resolved(
        ("share_now",),
        "So too with another agency that needs it to find the cause, though somebody "
        "refuses (section 4, paragraph 5).",
        lambda case: (
            unexplained(case)
            and case.is_("recipient", "another_agency")
            and case.is_("recipient_need", "yes")
            and refused(case)
        ),
    ),
    Resolved(
        ("share_with_agreement",),
        "To the front door and the police at reasonable cause: now, or with agreement "
        "(design, rule 1). Somebody agreed, and nobody who surely has a say refused.",
        lambda case: (
            case.harm
            and one_of(case, "recipient", "front_door", "police")
            and agreed(case)
            and not police_near_a_hidden_family(case)
        ),
    ),
    Resolved(
        ("share_with_agreement",),
        "Somebody agreed, and who of the others counts is open: with a relative or the "
        "partnership as the oracle has it with any agency (Gillick).",
        lambda case: (
            one_of(case, "recipient", "family_member", "partnership") and agreed(case)
        ),
    ),
    Resolved(
        ("share_with_agreement",),
        "What points to nobody may go; agreement that is held is no hindrance "
        "(reference 2.2, question 3).",
        lambda case: case.is_("identifies", "no") and held(case),
    ),
    Resolved(
        ("seek_advice",),
        "Agreed to only by somebody whose say no source settles: it may carry nothing, "
        "so advice (golden rule 3).",
        agreed_in_doubt,
    ),
    Resolved(
        ("seek_advice",),
        "Harm to an adult may normally be shared; with whom besides adult services and "
        "the police, the text leaves open (section 2; adults-serious-harm among the "
        "open questions).",
        lambda case: (
            case.adult_serious
            and not one_of(case, "recipient", "adult_services", "police")
            and (refused(case) or not surely_asked(case))
        ),
    ),
    Resolved(
        ("share_now",),
        "The question asks what the child needs; adult services and the police protect "
        "the adult (section 2).",
        lambda case: (
            case.adult_serious
            and case.is_("recipient_need", "unknown")
            and one_of(case, "recipient", "adult_services", "police")
        ),
    ),
    Resolved(
        ("share_now",),
        "An adult at risk of serious harm is protected by adult services and the "
        "police, whichever fitting use was named (section 2; `purpose_compatible`).",
        lambda case: (
            case.adult_serious
            and case.is_("purpose_compatible", "yes")
            and one_of(case, "purpose", *USES_THAT_MAY_FIT)
            and one_of(case, "recipient", "adult_services", "police")
        ),
    ),
    Resolved(
        ("share_now",),
        "A refusal that is outweighed: golden rule 4 asks for the public interest on "
        "the facts, and not which of the uses that fit it serves.",
        lambda case: (
            outweighed(case)
            and case.is_("purpose_compatible", "yes")
            and one_of(case, "purpose", *USES_THAT_MAY_FIT)
        ),
    ),
    Resolved(
        ("share_now",),
        "An unsigned letter, and the family was asked and refused: nothing is behind "
        "its back, and what outweighs the refusal goes (golden rule 4; Haringey).",
        lambda case: (
            outweighed(case)
            and case.is_("known_how", "anonymous")
            and one_of(case, "recipient", "front_door", "police")
        ),
    ),
    Resolved(
        ("seek_advice",),
        "Even figures wait until the recipient is known to have no tie to whoever is "
        "feared (golden rule 5; design, rule 5).",
        lambda case: (
            one_of(case, "purpose", "statistics", "research")
            and not case.is_("recipient_need", "no")
            and perhaps_near_the_feared(case)
        ),
    ),
    Resolved(
        ("seek_advice",),
        "Whether the use fits decides, for an interpreter as for anybody (myth 3; "
        "design, rule 3).",
        lambda case: (
            case.is_("recipient", "interpreter")
            and case.is_("purpose_compatible", "unknown")
            and one_of(case, "purpose", "employment_check", "other")
        ),
    ),
    Resolved(
        ("share_now",),
        "Finding out how a child died is work of the agencies themselves, which no "
        "family is asked to agree to (Children Act 2004 s11).",
        lambda case: case.harm and case.is_("recipient", "coroner_or_death_panel"),
    ),
    Resolved(
        ("share_part",),
        "Figures serve statistics and research: names stay behind (golden rule 6).",
        lambda case: one_of(case, "purpose", "statistics", "research"),
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


def also_heard(case):
    """Bodies that a text names where the oracle, which gives their duty in full, is not
    asked: the notice about a child taught at home goes to the council (reference 2.6).
    """
    told_by_police = case.is_("holder", "police") and case.is_(
        "nature", "domestic_abuse"
    )
    at_home = case.is_("child_status", "home_educated")
    return {"front_door"} if told_by_police and at_home else set()


def also_told(case, person):
    """Kept away, or a risk stated: not told. Danger: afterwards. Safe: before."""
    found = {"tell_after"} if case.danger else set()
    asked_and_told = ("safe_to_ask", "safe_to_tell")
    safe = all("yes" in person.answers.get(name, ()) for name in asked_and_told)
    kept_away = "keeps_away" in person.answers.get("orders", ())
    risk = one_of(case, "asking_would", "risk_child", "risk_adult")
    found |= {"do_not_tell"} if kept_away or risk else set()
    return found | ({"tell_before"} if safe else set())


def also_asked(case):
    """Where a duty binds, or nobody is waited for, nobody is offered a choice.

    Whoever is asked about somebody in the family, or an allegation, may still be asked.
    """
    bound = asked(case) and case.is_("court_order", "yes")
    if bound or duty(case) or missing(case) or prevention(case) or expected(case):
        return {"not_needed"}
    return (
        {"ask_before"} if one_of(case, "recipient", "family_member", "lado") else set()
    )
