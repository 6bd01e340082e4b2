"""Coded words as people say them. One table for each list of codes."""

OUTCOME = {
    "share": "Share",
    "share_in_part": "Share in part",
    "do_not_share": "Do not share",
    "seek_advice": "Take advice first",
}
ADVICE = {
    "share_now": "Share now",
    "share_with_agreement": "Share with agreement",
    "verify_then_share": "Check who is asking, then share",
    "share_part": "Share part now, the rest after advice",
    "seek_agreement_first": "Seek agreement first",
    "seek_advice": "Take advice",
    "ask_originator": "Ask whoever the information came from",
    "redirect_asker": "Send the asker elsewhere",
    "do_not_share": "Do not share with this recipient",
}
HOW_MUCH = {
    "nothing": "nothing",
    "existence_only": "only that something is held",
    "anonymised": "only what identifies nobody",
    "relevant_part": "the part that is relevant, not the whole record",
}
TO_WHOM = {
    "front_door": "Children's services front door",
    "home_authority": "The authority where the child lives",
    "responsible_authority": "The authority responsible for the child",
    "allocated_worker": "The child's own social worker",
    "police": "Police",
    "ambulance": "Ambulance",
    "lado": "The designated officer for allegations against staff",
    "adult_services": "Adult services",
    "school": "The child's school",
}
ASK = {
    "ask_before": "Ask before you share",
    "not_needed": "Agreement is not needed",
    "do_not_ask": "Do not ask",
}
TELL = {
    "tell_before": "Tell before you share",
    "tell_after": "Tell afterwards",
    "do_not_tell": "Do not tell",
    "not_needed": "Need not be told",
}
ENTRY = {
    "who": "Who it is about",
    "seen": "Seen or heard",
    "words": "The child's own words",
    "view": "The writer's own view",
    "action": "Already done",
    "asked": "What was asked for",
    "pasted": "Pasted from another system, as it was",
    "more": "Added later",
    "answer": "Answer to a task",
    "guardian": "Put to the Caldicott Guardian",
    "correction": "Correction",
    "detail": "From the child's record",
    "family": "The family",
    "referrer": "Sender",
}
SAID_BY = {
    "me": "known at first hand",
    "child": "told by the child",
    "another_person": "told by another person",
    "a_record": "from a record",
}
STEP = {
    "voice": "Answered by telephone",
    "opened": "Opened",
    "acknowledged": "Acknowledged",
    "adds": "Weighed against what was known",
    "outcome": "Outcome",
}
RECEIVED_OUTCOME = {
    "strategy_discussion": "A strategy discussion is held",
    "section_47": "Enquiries under section 47",
    "section_17": "Assessment of a child in need (section 17)",
    "early_help": "Early help is offered",
    "police_enquiry": "Police enquiry",
    "advice_given": "Advice given, no assessment",
    "no_further_action": "No further action now",
}
URGENCY = {
    "danger_now": ("Danger now", "govuk-tag--red"),
    "reasonable_cause": ("Reasonable cause", "govuk-tag--orange"),
    "below_reasonable_cause": ("Below threshold", "govuk-tag--grey"),
}
TASK = {
    "decide": "Decide what to do about this concern",
    "send": "Send what was decided",
    "give": "Give what was decided by a checked way, and write what was given",
    "voice": "Reach somebody by telephone and record who answered",
    "review_departure": "Review a decision that departs from the procedure",
    "take_advice": "Take advice, then decide",
    "tell_later": "Look again at whether the family can be told",
    "acknowledge": "Acknowledge what was sent to you",
    "tell_outcome": "Record the outcome and tell the sender",
    "guardian": "Answer what was put to the Caldicott Guardian",
    "review_emergency": "Review an opening in an emergency",
    "take_over": "Somebody is kept out now: see that another takes over",
    "contact_asker": "Contact whoever asked about a child you keep hidden",
    "review_access": "Look through who may open what",
    "review_asking": "Look why somebody asks about so many children",
}
CONFLICT = {
    "own_child": "It is their own child's case",
    "own_family": "It is their own family",
    "connected_to_the_feared_person": "Connected to whoever is feared",
    "other": "Connected in another way",
}
ERASURE_GROUND = {
    "time_is_up": "The time for which it is kept is over",
    "made_in_error": "It was made in error",
    "asked_for": "The person it is about asked for it",
}
ERASURE_STATE = {
    "asked": "waits for another officer",
    "agreed": "agreed to",
    "refused": "refused",
    "withdrawn": "withdrawn",
    "erasing": "being erased",
    "erased": "unreadable now",
}
HOLD_GROUND = {
    "court": "A court case",
    "inquiry": "An inquiry or a review of a death",
    "complaint": "A complaint",
    "other": "Another reason",
}
PROPOSAL = {
    "end_conflict": "Let in again",
    "name_in_seal": "Name for a sealed record",
    "lift_seal": "Unseal",
    "appoint": "Appoint",
    "reset_sign_in": "Set up the sign-in anew",
    "link_sign_in": "Link your agency's sign-in",
}
ROLE = {
    "practitioner": "Practitioner",
    "child_protection_adviser": "Child protection adviser",
    "lead_information_officer": "Lead information officer",
    "deputy_lead_information_officer": "Deputy lead information officer",
    "caldicott_guardian": "Caldicott Guardian",
    "data_protection_officer": "Data protection officer",
    "manager": "Manager",
    "front_door_worker": "Front door worker",
    "training_lead": "Training lead",
    "assurance_reviewer": "Assurance reviewer",
    "administrator": "Administrator",
}
DRAFT = {
    "concern": "Unfinished concern",
    "request": "Unfinished note of what somebody asks for",
}
ASKED_FOR = {
    "safeguard": "To keep the child safe",
    "assess": "To assess what the child or family needs",
    "early_help": "To give help early, which the family knows of",
}
CONTACT_OUTCOME = {
    "contacted": "I contacted whoever asked",
    "will_not": "They will not be contacted, for the reason below",
}
AGENCY_KIND = {
    "childrens_services": "children's services",
    "school": "school",
    "health": "health service",
    "police": "police",
    "probation": "probation",
    "housing": "housing",
    "charity": "charity",
    "childminder": "childminder",
    "partnership": "partnership",
}
STATE = {
    "waiting": "not opened yet",
    "opened": "opened, not acknowledged",
    "acknowledged": "acknowledged",
    "adds": "weighed, outcome open",
}
SAFE_NOW = {"yes": "Yes", "no": "No", "unknown": "Not known"}
RELATION = {
    "child": "The child or young person",
    "mother": "Mother",
    "father": "Father",
    "step_parent": "Step-parent or partner",
    "carer": "Carer",
    "sibling": "Brother or sister",
    "relative": "Another relative",
    "other": "Somebody else",
}
LAWFUL_BASIS = {
    "legal_obligation_6_1_c": "Legal obligation, Article 6(1)(c)",
    "vital_interests_6_1_d": "Vital interests, Article 6(1)(d)",
    "public_task_6_1_e": "Public task, Article 6(1)(e)",
    "recognised_legitimate_interest_6_1_ea": "Recognised legitimate interest, "
    "Article 6(1)(ea)",
    "legitimate_interests_6_1_f": "Legitimate interests, Article 6(1)(f)",
    "law_enforcement_part_3": "Law enforcement, Part 3 of the Act of 2018",
}
REGIME = {
    "uk_gdpr": "under the UK GDPR",
    "law_enforcement": "under Part 3, for police working against crime",
}
TABLE = {
    "ask": "Is this person asked first?",
    "determination": "May it go to the named recipient?",
    "tell": "Is this person told, and when?",
    "how_much": "How much may go?",
    "to_whom": "Who exactly receives it?",
    "withhold": "What stays behind",
    "also_owed": "Who else must hear",
    "lawful_basis": "Data protection: which lawful basis may fit?",
    "confidence": "Confidence",
    "human_rights": "Human rights",
    "agreement": "What agreement is for",
    "agreement_sought": "Is agreement sought at all?",
    "steps": "What to do next",
}
GROUP = {
    "situation": "What has happened",
    "subject": "The child",
    "people": "Asked about each person",
    "holder": "Who holds it, who asks, and for what",
    "information": "The information",
    "law": "The law",
    "weighing": "Weighing",
}
PURPOSE = {
    "safeguard": "To keep a child safe",
    "assess": "To assess what a child or family needs",
    "early_help": "To give help early",
    "identify_for_prevention": "To find a child whom a preventive service could help",
    "prevent_crime": "To prevent or detect crime",
    "transfer_of_file": "The file follows a child to a new school",
    "marac": "MARAC: to protect a victim of domestic abuse",
    "mappa": "MAPPA: to manage somebody dangerous",
    "channel": "Channel: to keep somebody from extremism",
    "inspection_or_review": "Inspection, audit or review",
}


def say(table: dict[str, str], code: str) -> str:
    """The words for a code; a code without words is shown readable."""
    return table.get(code, code.replace("_", " "))
