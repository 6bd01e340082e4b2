"""What every address must answer, from a plain table and the rules of the design.

Shares no code with the product: roles, relations and addresses are words here. An
answer is "in" (shown, done, or let in to fill in better), 403 (known and not allowed),
404 (absent or hidden: the two look alike) or 405 (no such method).
"""

from collections.abc import Callable
from dataclasses import dataclass

IN = "in"
ROLES = (
    "practitioner", "child_protection_adviser", "lead_information_officer",
    "deputy_lead_information_officer", "caldicott_guardian", "data_protection_officer",
    "manager", "front_door_worker", "training_lead", "assurance_reviewer",
    "administrator",
)  # fmt: skip
USUAL_PAIRS = (
    ("practitioner", "child_protection_adviser"),
    ("practitioner", "front_door_worker"),
    ("child_protection_adviser", "front_door_worker"),
    ("child_protection_adviser", "lead_information_officer"),
    ("practitioner", "administrator"),
    ("child_protection_adviser", "administrator"),
    ("lead_information_officer", "administrator"),
    ("front_door_worker", "administrator"),
    ("data_protection_officer", "manager"),
)
ROLE_SETS = (*((one,) for one in ROLES), *USUAL_PAIRS)
SENDER, RECIPIENT, OTHER = "school", "childrens_services", "health"


@dataclass(frozen=True)
class Relation:
    """How somebody stands to the concern and to what was sent about it."""

    name: str
    place: str
    raised: bool = False
    # Kept out of it, or not named in the seal of the own agency.
    kept_out: bool = False
    sealed: bool = False
    named: bool = False
    left: bool = False
    # The sender sealed it; that binds nobody at the recipient.
    sealed_by_sender: bool = False

    @property
    def barred(self) -> bool:
        return self.kept_out or (self.sealed and not self.named)


RELATIONS = (
    Relation("a colleague", SENDER),
    Relation("raised it", SENDER, raised=True),
    Relation("kept out", SENDER, kept_out=True),
    Relation("raised it and kept out", SENDER, raised=True, kept_out=True),
    Relation("not named in the seal", SENDER, sealed=True),
    Relation("raised it, not named", SENDER, raised=True, sealed=True),
    Relation("named in the seal", SENDER, sealed=True, named=True),
    Relation("has left", SENDER, raised=True, left=True),
    Relation("recipient", RECIPIENT),
    Relation("recipient kept out", RECIPIENT, kept_out=True),
    Relation("recipient of what is sealed", RECIPIENT, sealed_by_sender=True),
    Relation("another agency", OTHER),
)


@dataclass(frozen=True)
class Person:
    """Somebody with roles in one agency, and how they stand."""

    roles: tuple[str, ...]
    relation: Relation

    def is_a(self, *roles: str) -> bool:
        return bool(set(roles) & set(self.roles))

    @property
    def governs(self) -> bool:
        return self.is_a("lead_information_officer", "deputy_lead_information_officer")

    @property
    def is_officer(self) -> bool:
        return self.governs or self.is_a("data_protection_officer")

    @property
    def administers(self) -> bool:
        """Manages people, and so reads no record but what they raised."""
        return self.is_a("administrator")


Rule = Callable[[Person], str | int]


def of_sender(may: Callable[[Person], bool]) -> Rule:
    """About the sender's own record: hidden from other agencies and who is barred."""

    def rule(person: Person) -> str | int:
        if person.relation.place != SENDER or person.relation.barred:
            return 404
        return IN if may(person) else 403

    return rule


def of_either(may: Callable[[Person], bool]) -> Rule:
    """About what was sent: both sides know it."""

    def rule(person: Person) -> str | int:
        if person.relation.place == OTHER or person.relation.barred:
            return 404
        return IN if may(person) else 403

    return rule


def of_the_agency(may: Callable[[Person], bool], absent: int) -> Rule:
    """About what each agency has of its own, a list or a page of it."""
    return lambda person: IN if may(person) else absent


def of_another_record(may: Callable[[Person], bool], refused: int = 403) -> Rule:
    """About a restriction of the sender's on a record beside this one."""

    def rule(person: Person) -> str | int:
        if person.relation.place != SENDER:
            return 404
        return IN if may(person) else refused

    return rule


def of_nothing(may: Callable[[Person], bool]) -> Rule:
    """About something of the agency that is not there."""
    return lambda person: 404 if may(person) else 403


def of_people(person: Person) -> str | int:
    """About a colleague: who is no administrator is refused before anybody looks."""
    if not person.administers:
        return 403
    return IN if person.relation.place == SENDER else 404


def reads(p: Person) -> bool:
    return p.relation.raised or (decides(p))


def decides(p: Person) -> bool:
    return not p.administers and (p.is_a("child_protection_adviser") or p.governs)


def opens_what_was_sent(p: Person) -> bool:
    return reads(p) if p.relation.place == SENDER else receives(p)


def receives(p: Person) -> bool:
    at_the_door = p.relation.place == RECIPIENT and p.is_a("front_door_worker")
    return at_the_door and not p.administers


def asks_about_what_was_sent(p: Person) -> bool:
    """Whoever works on it; and the sender's officers, who settle what was sent."""
    return governs(p) if p.relation.place == SENDER else receives(p)


def rings(p: Person) -> bool:
    if p.relation.place != SENDER:
        return False
    adviser = p.is_a("child_protection_adviser") and not p.administers
    return p.relation.raised or adviser


def goes_on_with_a_draft(p: Person) -> bool:
    return p.relation.raised


def governs(p: Person) -> bool:
    return p.governs and not p.administers


def oversees(p: Person) -> bool:
    return p.is_officer and not p.administers


def administers(p: Person) -> bool:
    return p.administers


def anybody(p: Person) -> bool:
    return True


def anybody_but_administrators(p: Person) -> bool:
    return not p.administers


def always(answer: str | int) -> Rule:
    return lambda _: answer


YES, NO_METHOD, ABSENT = always(IN), always(405), always(404)
READ, DECIDE = of_sender(reads), of_sender(decides)
SENT, RING = of_either(opens_what_was_sent), of_either(rings)
RECEIVE = of_either(receives)
GOVERN = of_the_agency(governs, 404)
GOVERN_ANOTHER = of_another_record(governs, 404)
PEOPLE = of_people
# Open to everybody, signed in or not, appointed or not.
OPEN = {
    "start": (YES, YES), "urgent": (YES, YES), "help": (YES, YES),
    "guidance": (YES, NO_METHOD), "golden-rules": (YES, NO_METHOD),
    "routes": (YES, NO_METHOD), "asking-and-telling": (YES, NO_METHOD),
    "every-question": (YES, NO_METHOD), "provisions": (YES, NO_METHOD),
    "provision": (YES, NO_METHOD), "changes": (YES, NO_METHOD), "myths": (YES, YES),
    "accessibility": (YES, YES), "privacy": (YES, YES), "healthz": (YES, YES),
    "readyz": (YES, YES), "security-txt": (YES, NO_METHOD),
    "account_login": (YES, YES), "agency-sign-in": (YES, YES),
    "agency-sign-in-done": (ABSENT, NO_METHOD), "mfa_authenticate": (YES, YES),
    "mfa_activate_totp": (YES, YES), "your-sign-ins": (YES, NO_METHOD),
    "end-sign-in": (NO_METHOD, ABSENT), "end-everywhere": (NO_METHOD, YES),
    "own-password": (YES, YES), "mfa_index": (YES, NO_METHOD),
    "mfa_add_webauthn": (YES, YES),
    "mfa_edit_webauthn": (ABSENT, ABSENT), "mfa_remove_webauthn": (ABSENT, ABSENT),
    "mfa_view_recovery_codes": (ABSENT, NO_METHOD),
    "mfa_generate_recovery_codes": (YES, YES), "mfa_reauthenticate": (YES, YES),
    "account_reauthenticate": (YES, YES), "signed-out": (YES, NO_METHOD),
    "set-up-link": (YES, NO_METHOD), "set-up": (YES, YES),
    "session-stay": (NO_METHOD, YES), "account_email_verification_sent": (ABSENT,) * 2,
    "account_inactive": (ABSENT, ABSENT), "account_signup": (ABSENT, ABSENT),
    "mfa_deactivate_totp": (ABSENT, ABSENT), "sent-messages": (ABSENT, ABSENT),
    "demo-sign-ins": (YES, YES), "account_logout": (YES, YES),
    # Nothing is signed there yet, so there is nothing to give.
    "ledger-key": (YES, NO_METHOD),
    "ledger-checkpoint": (ABSENT, NO_METHOD), "ledger-grown": (ABSENT, NO_METHOD),
    "ledger-consistency": (ABSENT, NO_METHOD),
}  # fmt: skip
# For whoever holds an appointment; (GET, POST).
APPOINTED = {
    "your-work": (YES, YES), "wear": (NO_METHOD, YES), "tell": (YES, YES),
    "asked": (YES, YES), "autosave": (NO_METHOD, YES),
    "concern": (READ, READ), "told": (READ, READ), "add": (READ, READ),
    "child": (DECIDE, DECIDE), "own-view": (DECIDE, DECIDE),
    "people": (DECIDE, DECIDE), "questions": (DECIDE, DECIDE),
    "question": (DECIDE, DECIDE), "person-question": (DECIDE, DECIDE),
    "decide": (DECIDE, DECIDE), "ask-guardian": (DECIDE, DECIDE),
    "answer": (READ, DECIDE), "decision": (DECIDE, DECIDE),
    "decision-print": (DECIDE, DECIDE), "decision-copy": (DECIDE, NO_METHOD),
    "items": (DECIDE, DECIDE),
    "send": (YES, DECIDE),
    "disclosure": (SENT, SENT), "sent": (SENT, SENT), "referred": (SENT, RING),
    "voice": (NO_METHOD, RING), "acknowledge": (NO_METHOD, RECEIVE),
    "adds": (NO_METHOD, RECEIVE), "outcome": (NO_METHOD, RECEIVE),
    "release": (DECIDE, DECIDE),
    # What was proposed here is another thing, and nothing was released to anybody.
    "answer-release": (NO_METHOD, ABSENT), "released": (ABSENT, NO_METHOD),
    "discard-draft": (NO_METHOD, of_another_record(goes_on_with_a_draft)),
    "rulebook": (of_the_agency(lambda p: p.governs, 403), NO_METHOD),
    "looks": (of_the_agency(oversees, 404), of_the_agency(oversees, 404)),
    "concern-looks": (of_sender(oversees), NO_METHOD),
    "disclosure-looks": (of_either(oversees), NO_METHOD),
    "restrictions": (of_the_agency(oversees, 403), NO_METHOD),
    "erasures": (of_the_agency(oversees, 403), NO_METHOD),
    # Of what is not there an officer is told so, and everybody else nothing.
    "ask-erasure": (GOVERN, GOVERN),
    "hold": (of_the_agency(oversees, 404),) * 2,
    "answer-erasure": (NO_METHOD, of_nothing(oversees)),
    "withdraw-erasure": (NO_METHOD, of_nothing(oversees)),
    "lift-hold": (NO_METHOD, of_nothing(oversees)),
    # Keeping out shuts and shows nothing, so an officer who administers may do it too.
    "keep-out": (of_the_agency(lambda p: p.governs, 404),) * 2,
    "put-seal": (GOVERN, GOVERN),
    # The page says nothing of the restriction, whichever id it is asked with.
    "end-conflict": (GOVERN, GOVERN_ANOTHER), "lift-seal": (GOVERN, GOVERN_ANOTHER),
    # Whom one may name is a colleague, so nothing gets as far as the seal.
    "name-in-seal": (GOVERN, GOVERN),
    "answer-proposal": (NO_METHOD, of_another_record(oversees)),
    "concern-others": (DECIDE, DECIDE),
    "disclosure-others": (of_either(asks_about_what_was_sent),) * 2,
    "contact": (of_another_record(governs), of_another_record(governs)),
    "review-emergency": (of_another_record(governs), of_another_record(governs)),
    # The page says nothing of the record; the act does.
    "concern-known": (YES, of_sender(anybody)),
    "disclosure-known": (YES, of_either(anybody)),
    "concern-emergency": (YES, of_sender(anybody_but_administrators)),
    "disclosure-emergency": (YES, of_either(anybody_but_administrators)),
    "agency-people": (of_the_agency(administers, 403), NO_METHOD),
    "new-person": (of_the_agency(administers, 404), of_the_agency(administers, 404)),
    "person-role": (PEOPLE, PEOPLE), "person-leave": (PEOPLE, PEOPLE),
    "person-sign-in": (PEOPLE, PEOPLE),
    "access-review": (of_the_agency(governs, 403), of_the_agency(governs, 403)),
    # Nobody has asked too much: an officer may look, and there is nothing to see.
    "review-asking": (lambda p: 404 if governs(p) else 403,) * 2,
}  # fmt: skip


def expected(person: Person, name: str, method: str) -> str | int:
    """The answer to one address."""
    place = ("GET", "POST").index(method)
    if name in OPEN:
        return OPEN[name][place](person)
    rule = APPOINTED[name][place]
    if rule is NO_METHOD:
        return 405
    return 403 if person.relation.left else rule(person)
