"""Recipients who are no partner in protecting the child, and those of one statute."""

from oracle_people import held, perhaps_asked, surely_asked


def with_agreement(case):
    """Share; with agreement where it is held or can be sought (golden rule 2)."""
    if case.harm and surely_asked(case) and not case.is_("identifies", "no"):
        # a step with a limit, never a gate; section 2 shares for adults as a rule
        adult = {"share_now"} if case.adult_serious else set()
        return {"share_with_agreement"} | adult
    extra = held(case) or perhaps_asked(case)
    return {"share_now"} | ({"share_with_agreement"} if extra else set())


def unnamed(case):
    """Reference 2.2 question 3: it may be shared, whole or named as a part."""
    return {"share_part", "share_now"} if case.is_("identifies", "no") else set()


def waits(case):
    """What must be settled first; any one may come first, the text ranks none."""
    found = set()
    if case.asked_unverified:
        found |= {"verify_then_share"}  # GMC 46-50
    if case.is_("recipient_need", "unknown"):
        found |= {"seek_advice"}  # golden rule 6, design rule 3
        found |= {"verify_then_share"} if case.is_("direction", "is_asked") else set()
    if case.is_("connected_to_feared", "unknown"):
        found |= {"seek_advice", "verify_then_share"}
    if case.is_("handling", "unknown"):
        found |= {"seek_advice", "share_part"}
    return found | limits(case)


def limits(case):
    """Limits of an originator, or of a statute (design 5, information)."""
    found = set()
    if case.is_("handling", "originator_limits"):
        if case.is_("originator_permission", "not_asked"):
            found |= {"ask_originator", "share_part"}
        if case.is_("originator_permission", "refused"):
            # controversial: the lead information officer (section 2), or the rest goes
            found |= {"ask_originator", "share_part", "seek_advice", "do_not_share"}
    if case.is_("handling", "restricted_by_law"):
        found |= {"ask_originator", "share_part", "seek_advice"}
    return found


def curious(case):
    """Reference 2.2, question 1: no purpose, no sharing, whatever else."""
    found = {"do_not_share"}
    if case.is_("court_order", "yes"):
        found |= {"share_now", "ask_originator"}  # at odds: an order, yet no purpose
    if case.is_("court_order", "unknown"):
        found |= {"ask_originator", "seek_advice"}  # rule 3
    if case.is_("recipient_need", "yes"):
        found |= {"seek_advice"}  # answers at odds: interest only, yet a need
    if case.is_("recipient", "press", "councillor"):
        found |= {"redirect_asker"}  # no all the same
    return found


def connected(case):
    """Golden rule 5 of 2024, design rule 5: not to, or through, the person feared."""
    found = {"do_not_share"}
    if case.is_("recipient", "family_member", "solicitor", "press", "councillor"):
        relative = case.is_("recipient", "family_member")
        asked = case.is_("direction", "is_asked") or not relative
        found |= {"redirect_asker"} if asked else set()
    elif not case.is_("recipient_need", "no"):
        found |= {"seek_advice"}  # another worker there may do instead
        if case.is_("recipient", "front_door", "police"):
            found |= {"verify_then_share"}
    if case.is_("recipient", "solicitor") or case.is_("court_order", "yes"):
        found |= {"ask_originator"}  # danger against an order: back to the court
    if case.is_("court_order", "unknown"):
        found |= {"seek_advice"}
    if case.is_("identifies", "no"):
        found |= {"share_part", "share_now"}  # question 3 against rule 5: open
    if case.encompass and case.is_("recipient", "school"):
        found |= {"share_now", "share_part"}  # a duty of statute against a danger
    return found


def ordered(case):
    """GMC 47: an order is obeyed; what it did not foresee goes back to the court."""
    found = {"share_now"}
    if case.asked_unverified:
        found |= {"verify_then_share"}
    if case.is_("identifies", "no"):
        found |= {"share_part"}
    if case.hides:
        found |= {"share_part", "ask_originator"}  # rule 5 against an order: open
    if case.is_("handling", "restricted_by_law"):
        found |= {"ask_originator"}  # privilege is not lifted by every order
    if case.is_("handling", "unknown"):
        found |= {"share_part", "seek_advice"}
    if case.is_("connected_to_feared", "unknown"):
        found |= {"ask_originator"}
    if case.is_("recipient", "press", "councillor", "interpreter", "partnership"):
        # an order in favour of these is not imagined by any source
        found |= {"do_not_share", "ask_originator", "redirect_asker"}
    return found


def court(case):
    """No order seen. Where it is not known: ask to see it."""
    found = {"ask_originator", "seek_advice"}
    if case.is_("court_order", "no"):
        # a request only; the sources read speak of orders alone
        found |= {"redirect_asker", "seek_agreement_first", "do_not_share"}
        found |= {"share_with_agreement"} if held(case) else set()
        found |= with_agreement(case) if case.harm else set()
    found |= {"verify_then_share"} if case.asked_unverified else set()
    return found | unnamed(case)


def press(case):
    found = {"do_not_share", "redirect_asker"}
    if case.is_("court_order", "unknown"):
        found |= {"seek_advice", "ask_originator"}
    return found | unnamed(case)


def councillor(case):
    """Design 5 lists them among those without a role; casework rests on agreement."""
    found = press(case) | {"seek_advice"}
    if case.is_("recipient_need", "yes"):
        found |= {"seek_agreement_first"}
    return found | ({"share_with_agreement"} if held(case) else set())


def solicitor(case):
    if case.is_("solicitor_for", "feared_person"):
        found = {"do_not_share", "redirect_asker", "ask_originator"}
        return found | unnamed(case)
    found = {"redirect_asker", "seek_advice", "ask_originator"} | waits(case)
    if case.is_("solicitor_for", "our_agency"):
        found |= with_agreement(case) | {"share_part"}  # legal advice to the holder
    else:
        found |= {"seek_agreement_first", "verify_then_share"}
        found |= {"share_with_agreement"} if held(case) else set()
    found |= unnamed(case)
    return found | ({"do_not_share"} if case.is_("recipient_need", "no") else set())


def family_member(case):
    """A relative not feared. Reference 2.5, Schedule 3 part 5 on child abuse data."""
    found = waits(case) | unnamed(case)
    if case.is_("purpose", "access_to_own_record"):
        found |= {"redirect_asker"}
        guarded = case.is_("handling", "records_abuse") or case.hides
        found |= {"do_not_share", "seek_advice", "share_part"} if guarded else set()
        return found | ({"do_not_share"} if case.is_("recipient_need", "no") else set())
    if case.is_("recipient_need", "no"):
        return found | {"do_not_share", "redirect_asker"}
    # somebody who keeps the child safe may need to know: the text says nothing of it
    found |= {"seek_advice", "share_part", "redirect_asker"}
    found |= {"seek_agreement_first"}
    if case.is_("recipient_need", "yes"):
        found |= with_agreement(case)
    return found


def interpreter(case):
    """Design 5: only what is said."""
    if case.is_("recipient_need", "no"):
        found = {"do_not_share"}
        found |= unnamed(case)
    else:
        found = {"share_part"}
    if case.is_("level", "unsure") or case.is_("court_order", "unknown"):
        found |= {"seek_advice"}
    return found | waits(case) | unnamed(case)


def partnership(case):
    """Reference 2.2 question 3; with names, the powers are in no source read."""
    if case.is_("identifies", "no"):
        found = {"redirect_asker"} | unnamed(case)
        return found | ({"verify_then_share"} if case.asked_unverified else set())
    found = {"share_part", "redirect_asker"} | waits(case)
    if case.is_("purpose", "statistics", "research"):
        return found | {"do_not_share"}  # names are not needed for these
    found |= {"seek_advice"}
    if case.is_("recipient_need", "no"):
        return found | {"do_not_share"}
    return found | with_agreement(case) | {"seek_agreement_first"}


def coroner(case):
    """Their powers are in no source read; the dead are outside data protection."""
    found = {"share_part", "redirect_asker", "seek_advice"}
    found |= with_agreement(case) | waits(case)
    return found | ({"do_not_share"} if case.is_("recipient_need", "no") else set())


SPECIAL = {
    "press": press,
    "councillor": councillor,
    "solicitor": solicitor,
    "family_member": family_member,
    "interpreter": interpreter,
    "partnership": partnership,
    "coroner_or_death_panel": coroner,
}
