"""Below reasonable cause: agreement is the way, and it can be outweighed.

Reference 2.2: allowed = purpose and (consent, or nobody recognised, or not
confidential, or a lawful reason). Design, section 2 rules 3 and 9.
"""

from oracle_people import (
    barred,
    consulted,
    held,
    nobody_is_asked,
    perhaps_asked,
    say,
    some_agreement,
    surely_asked,
)


def below(case):
    """For a recipient with a role, a need and a purpose; nothing else in the way."""
    found = _consent(case)
    if case.is_("known_how", "anonymous") and not held(case):
        # Haringey (reference 2.4): never behind the family's back; ask, or leave it
        found = (found - {"share_now"}) | {"do_not_share", "seek_advice"}
    if case.is_("level", "unsure"):
        # 4.c: to the adviser always; agreement held carries a share all the same
        kept = {"share_with_agreement"}
        if case.is_("advice_taken", "lead_information_officer", "caldicott_guardian"):
            kept = found  # the last adviser has spoken: the text says no more
        found = {"seek_advice"} | (found & kept)
    if case.adult_serious or case.prevention:
        found = _justified(case, found)
    if case.is_("purpose", "marac", "mappa", "channel"):
        found |= {"share_now"}  # risk meetings: the sources read do not settle consent
    if case.is_("purpose", "prevent_crime") and case.is_("crime_suspected", "yes"):
        found |= {
            "share_now"
        }  # 2.f public interest: serious crime is its first example
    return found


def _justified(case, found):
    """Section 2 last point and section 4 last paragraph: without consent if need be."""
    sure = {"share_now"}
    if perhaps_asked(case) or held(case):
        sure |= {"share_with_agreement"}
    if case.adult_serious and not case.prevention:
        sure |= found & {"seek_agreement_first"}  # "can be shared": asking is open
    doubtful = case.is_("level", "unsure") or case.is_("known_how", "anonymous")
    return sure | found if doubtful else sure


def _consent(case):
    refused = [p for p in consulted(case) if p.is_("consent", "refused", "withdrawn")]
    if refused:
        return _refused(case, refused)
    found = _unrefused(case)
    if case.is_("public_interest", "outweighs") and not perhaps_asked(case):
        found |= {"share_now"}  # golden rule 4: a lack of consent may be outweighed
    return found


def _refused(case, refused):
    """Golden rule 4: respect a refusal, unless the public interest outweighs it."""
    if case.is_("public_interest", "outweighs"):
        found = {"share_now"}
    elif case.is_("public_interest", "does_not"):
        found = {"do_not_share"}
        if case.is_("harm_if_not_shared", "serious", "unknown"):
            found |= {"seek_advice"}  # at odds with letting the refusal stand (3.5)
    else:
        found = {"seek_advice"}
    if case.is_("confidential", "no"):
        found |= {"share_now"}  # the rule protects what is confidential
    if some_agreement(case):
        found |= {"share_with_agreement"}  # one agrees, one refuses: not settled
    unsure_say = all(_say_open(case, p) or barred(p) for p in refused)
    if perhaps_asked(case) or unsure_say:
        found |= {"seek_agreement_first"}
    if unsure_say:
        found |= _unrefused(case)
    return found


def _say_open(case, person):
    return say(case, person) == "open"


def _unrefused(case):
    # myth 2: consent above all where it would not be expected; reference 2.2, step
    # "confidential?": what is neither may also go unasked (golden rule 2 asks anyway)
    open_ = case.is_("would_expect", "yes") and case.is_("confidential", "no")
    free = {"share_now"} if open_ else set()
    if held(case):
        counts = any(say(case, p) == "yes" for p in consulted(case))
        # given by somebody whose say is not settled: it may not carry the share
        return {"share_with_agreement"} | (set() if counts else {"seek_advice"})
    if some_agreement(case):
        return {"share_with_agreement", "seek_agreement_first"} | free
    if surely_asked(case):
        return {"seek_agreement_first"} | free | _unanswered(case)
    if perhaps_asked(case):
        # whether the one who may be asked counts is not settled
        return {"seek_agreement_first", "seek_advice"} | (free or _unasked(case))
    if all(_say_open(case, p) for p in consulted(case)):
        # nobody listed surely counts: the family is still to be asked, or advice taken
        return {"seek_agreement_first", "seek_advice"} | free
    return {"seek_advice"} | (free or _unasked(case))


def _unanswered(case):
    """Tried in vain: go on asking, or take advice; the text names no end of it."""
    asked = [p for p in consulted(case) if not barred(p)]
    silent = all(p.is_("consent", "no_answer") for p in asked)
    return {"seek_advice"} if silent else set()


def _unasked(case):
    """Reference 2.5, paragraph 18 (a) to (c): agreement cannot be had, not in doubt."""
    reasons = ("cannot_be_given", "cannot_be_obtained_in_time")
    plain = any(
        p.is_("consent", *reasons) or p.is_("safe_to_ask", "no")
        for p in consulted(case)
    )
    return {"share_now"} if plain or nobody_is_asked(case) else set()
