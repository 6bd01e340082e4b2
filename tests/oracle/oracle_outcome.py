"""The admissible outcomes for the named recipient, in the order in which things win."""

from oracle_below import below
from oracle_case import NOT_SAFEGUARDING
from oracle_people import held, perhaps_asked
from oracle_special import (
    SPECIAL,
    connected,
    court,
    curious,
    limits,
    ordered,
    waits,
    with_agreement,
)

STAYS = {"seek_agreement_first", "seek_advice", "do_not_share", "redirect_asker"}


def outcomes(case):
    """Every outcome that the text allows; one wherever it settles the matter."""
    for rule in RULES:
        found = rule(case)
        if found is not None:
            return frozenset(found)
    raise AssertionError


def front_door_at_harm(case):
    """Section 4 and design rule 1: share now or with agreement, nothing else."""
    if not (case.harm and case.is_("recipient", "front_door")):
        return None
    if case.danger:
        return {"share_now"} | ({"share_with_agreement"} if held(case) else set())
    return with_agreement(case)


def police_owed(case):
    """Design rule 1: police as well at danger, suspected crime, statutory duty."""
    if not case.is_("recipient", "police"):
        return None
    crime = case.is_("crime_suspected", "yes") or case.is_("nature", "fgm")
    owed = case.harm and (case.danger or crime)
    if not (owed or case.fgm_duty):
        return None
    if case.danger or case.fgm_duty:
        found = {"share_now"} | ({"share_with_agreement"} if held(case) else set())
    else:
        found = with_agreement(case)
    if case.fgm_duty and perhaps_asked(case):
        found |= {"share_with_agreement"}
    if case.asked_unverified and not case.danger:
        found |= {"verify_then_share"}  # rule 2 frees only an urgent request
    if case.is_("connected_to_feared", "yes"):
        found |= {"do_not_share", "seek_advice"}  # another officer
    return found | ({"share_part"} if case.hides else set())


def advice_is_free(case):
    """Design rule 2: asking advice is never blocked; golden rule 3: unnamed.

    Named to the own agency's adviser, unnamed elsewhere: the facts do not say which.
    """
    if not case.is_("recipient", "adviser", "caldicott_guardian"):
        return None
    found = {"seek_advice"}
    if not case.is_("level", "unsure"):
        found |= {"share_now"}  # 4.c settles it for the unsure: to the adviser
    if not case.is_("identifies", "yes") or not case.is_("handling", "none"):
        found |= {"share_part"}
    if held(case) or (case.harm and perhaps_asked(case)):
        found |= {"share_with_agreement"}
    if case.is_("connected_to_feared", "yes"):
        found |= {"do_not_share", "redirect_asker"}
    return found


def without_purpose(case):
    if case.is_("recipient", "merely_curious") or case.is_("purpose", "curiosity"):
        return curious(case)
    return None


def near_the_feared(case):
    official = case.is_("recipient", "court", "coroner_or_death_panel")
    if case.is_("connected_to_feared", "yes") and not official:
        return connected(case) | _alarmed(case)
    return None


def by_order(case):
    return ordered(case) if case.is_("court_order", "yes") else None


def to_court(case):
    return court(case) if case.is_("recipient", "court") else None


def special(case):
    (recipient,) = case.answers["recipient"]
    return SPECIAL[recipient](case) if recipient in SPECIAL else None


def by_statute(case):
    """Duties and settled practice of one recipient, whatever the level."""
    if not (_school_duty(case) or _home_authority(case) or _lado(case) or _adult(case)):
        return None
    found = with_agreement(case) | {"share_now"}  # due, agreed or not
    if _lado(case) and not case.harm:
        found |= {"seek_agreement_first", "seek_advice"}
    found |= waits(case)
    found |= {"share_part"} if case.hides else set()
    found |= {"share_part", "share_now"} if case.is_("identifies", "no") else set()
    if case.is_("recipient_need", "no") and not _encompass(case):
        found |= {"do_not_share", "seek_advice"}  # owed by rule, not needed by answer
    if case.is_("level", "unsure") and not _encompass(case):
        found |= {"seek_advice"}
    return found | (set() if _encompass(case) else _detriment(case))


def _encompass(case):
    return case.encompass and case.is_("recipient", "school")


def _school_duty(case):
    file = case.is_("purpose", "transfer_of_file") and case.is_(
        "holder", "school", "nursery_or_childminder"
    )
    return _encompass(case) or (file and case.is_("recipient", "school"))


def _home_authority(case):
    """Reference 6: an unscheduled visit tells the authority that holds the plan."""
    seen = case.is_("contact", "unscheduled") and case.is_("holder", "health")
    return (
        case.is_("recipient", "responsible_authority")
        and case.is_("social_worker", "elsewhere")
        and (seen or case.harm)
    )


def _lado(case):
    return case.is_("recipient", "lado") and case.is_(
        "nature", "by_someone_who_works_with_children"
    )


def _adult(case):
    return (
        case.is_("recipient", "adult_services")
        and case.adult_serious
        and case.is_("adult_needs_care", "yes")
    )


def nobody_recognised(case):
    """Reference 2.2 question 3: what points to nobody may be shared, for a purpose."""
    if not case.is_("identifies", "no"):
        return None
    # "may share": all of it, or named as the part that points to nobody
    found = {"share_part", "share_now"} | limits(case) | _detriment(case)
    found |= {"verify_then_share"} if case.asked_unverified else set()
    if case.harm:
        # 3.3: once harm is clear the child is named; what then stands in the way?
        found |= with_agreement(case) | waits(case)
    if case.is_("level", "unsure"):
        found |= {"seek_advice"}
    return found | _alarmed(case)


def no_need(case):
    """Golden rule 6: only to those who need it. Rule 3: not with an order in doubt."""
    if not case.is_("recipient_need", "no"):
        return None
    found = {"do_not_share"}
    if case.is_("court_order", "unknown"):
        found = {"seek_advice", "ask_originator"}
    if case.is_("level", "unsure") or case.is_("identifies", "unknown"):
        found |= {"seek_advice"}
    return found | ({"share_with_agreement"} if held(case) else set()) | _alarmed(case)


def other_purpose(case):
    """Myth 3: a use at odds with why it was collected; safeguarding always fits."""
    if not case.is_("purpose", *NOT_SAFEGUARDING):
        return None
    if case.is_("purpose_compatible", "no"):
        found = {"do_not_share"}
        if case.is_("court_order", "unknown"):
            found = {"seek_advice", "ask_originator"}
    else:
        # no source read ranks these uses: agreement, advice or the own office
        found = {"seek_agreement_first", "seek_advice", "redirect_asker"}
        found |= waits(case)
        if not case.harm:
            found |= below(case) & {"do_not_share", "share_with_agreement"}
        found |= _figures(case)
    if case.harm:  # answers at odds: needed to protect the child, for another use
        found |= with_agreement(case) | {"seek_advice"} | waits(case)
    found |= {"share_with_agreement"} if held(case) else set()
    return found | _alarmed(case) | _detriment(case)


def _figures(case):
    return {"share_part"} if case.is_("purpose", "statistics", "research") else set()


def partner(case):
    """A recipient with a role, a purpose, and a need known or in doubt."""
    base = with_agreement(case) if case.harm else below(case)
    if case.school_notice and case.is_("recipient", "school"):
        base |= {"share_now"}  # the practice before the duty was sure to be in force
    first = waits(case)
    if first:
        mild = not case.hides and not any(
            p.is_("feared", "yes", "unknown") for p in case.people
        )
        only_link = first == {"seek_advice", "verify_then_share"} and not (
            case.asked_unverified or case.is_("recipient_need", "unknown")
        )
        # a link to somebody feared is in doubt, and nobody listed is feared
        base = first | (base if mild and only_link else base & STAYS)
    if case.hides:
        base |= (
            {"share_part"} if base & {"share_now", "share_with_agreement"} else set()
        )
    return base | _detriment(case) | _alarmed(case)


def _detriment(case):
    """Golden rule 5, safety of all; s16LA(3) (reference 2.6) is not in force."""
    found = set()
    if case.is_("more_detrimental", "yes"):
        found |= {"do_not_share", "seek_advice"}
    if case.is_("harm_if_shared", "serious"):
        found |= {"seek_advice"}
    return found


def _alarmed(case):
    """An answer at odds with the level: the more serious may be taken, or advice."""
    if not case.alarm:
        return set()
    found = {"seek_advice"}
    linked = not case.is_("connected_to_feared", "no")
    fit = not linked and not case.is_("recipient_need", "no")
    if fit or case.is_("recipient", "front_door", "police"):
        found |= with_agreement(case) | {"share_now"}
    return found


RULES = (
    front_door_at_harm,
    police_owed,
    advice_is_free,
    without_purpose,
    near_the_feared,
    by_order,
    to_court,
    special,
    by_statute,
    nobody_recognised,
    no_need,
    other_purpose,
    partner,
)
