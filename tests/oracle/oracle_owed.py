"""Who must hear besides, what stays behind, and the steps that must be there."""

LOW = ("none", "wellbeing", "may_need_services")
LIVELY = ("sexual", "exploitation", "fgm", "forced_marriage_or_honour", "missing")


def must_hear(case):
    """Design rule 1 and 3; procedure sections 2 and 4; reference 2.6 and 6."""
    found = set()
    if case.harm:
        found.add("front_door")
        if case.danger or case.is_("crime_suspected", "yes"):
            found.add("police")
        if case.is_("social_worker", "elsewhere"):
            found.add("responsible_authority")
        if case.is_("nature", "by_someone_who_works_with_children"):
            found.add("lado")
    if case.fgm_duty:
        found.add("police")
    if _refused_notes(case):
        found.add("front_door")
    if _seen_unplanned(case):
        found.add("responsible_authority")
    if case.adult_serious and case.is_("adult_needs_care", "yes"):
        found.add("adult_services")
    if case.encompass:
        found.add("school")
    return found - case.answers["recipient"]


def _refused_notes(case):
    """Rule 3's own example: the father who is refused the notes that record abuse."""
    return (
        case.is_("recipient", "family_member")
        and case.is_("handling", "records_abuse")
        and case.is_("connected_to_feared", "yes")
    )


def _seen_unplanned(case):
    return (
        case.is_("holder", "health")
        and case.is_("contact", "unscheduled")
        and case.is_("social_worker", "elsewhere")
    )


def must_not_hear(case):
    """Design rule 9: over-sharing is harm too."""
    found = set()
    quiet = case.is_("level", *LOW) and not case.alarm
    calm = not case.is_("nature", *LIVELY) and not case.adult_serious
    if quiet and calm and case.is_("crime_suspected", "no"):
        found |= {"police"}
        # rule 3: notes that record abuse may themselves be the reason to refer
        found |= set() if case.is_("handling", "records_abuse") else {"front_door"}
    if not case.is_("nature", "by_someone_who_works_with_children"):
        found.add("lado")
    if not case.is_("at_risk_now", "adult", "unknown"):
        found.add("adult_services")
    if case.is_("social_worker", "none") and case.is_("child_status", "none"):
        found.add("responsible_authority")
    if not (case.is_("holder", "police") and case.is_("nature", "domestic_abuse")):
        found.add("school")
    return found


def must_withhold_place(case):
    """Design rule 5: kept back by default from everybody; a second person releases."""
    return case.hides


def steps(case, outcome, asked):
    """Golden rule 7; 4.b and 4.c; design 5."""
    found = {"record"}
    if outcome == "do_not_share":
        found.add("still_worried")
    if case.is_("level", "unsure"):
        found.add("adviser")
    if asked and case.harm and case.is_("recipient", "front_door"):
        found.add("ask_within_hours")
    return found
