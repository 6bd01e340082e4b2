"""From "somebody joins" to signed in: by link, by the agency, and begun anew."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.db import ProgrammingError
from django.test import Client
from django.urls import reverse

from sharewell.access.context import context
from sharewell.access.errors import NotFound, Refused
from sharewell.accounts import identity, set_up
from sharewell.accounts.models import SetUpLink
from sharewell.agencies.begin_sign_in import set_password
from sharewell.agencies.errors import (
    LinkedBefore,
    LinkUsed,
    NotOneOfUs,
    SignsInElsewhere,
    SignsInHere,
    SubjectTaken,
    WaitsAlready,
)
from sharewell.agencies.leaving import leave
from sharewell.agencies.people import list_people
from sharewell.agencies.signing_in import (
    link_subject,
    reset,
    send_link,
    take_link_back,
    unlink_subject,
)
from sharewell.assurance.widening import answer_proposal
from sharewell.core.policy.model import Actor, Purpose, Role
from sharewell.keys.secrets import link_token
from sharewell.outbox.models import Email
from tests.browsing import fresh_code, sign_in, submit
from tests.factories import World
from tests.integration.access.leaves import count
from tests.integration.accounts.at_the_agency import row
from tests.integration.people.cast import JOINER, person, taken_on
from tests.personas import Place

NEW = "three words not together"
ISSUER = "https://sign-in.school.example"


def text(reply: object) -> str:
    return " ".join(reply.content.decode().split())


def at(**later: int) -> datetime:
    return datetime.now(UTC) + timedelta(**later)


def do(action, world: World, who: str, by: str = "adam", **more: object) -> str:
    return str(
        action(
            by=world.actors[by], at=datetime.now(UTC), key=str(uuid4()),
            practitioner_id=person(world, who), **more,
        )
    )  # fmt: skip


def newest(world: World) -> str:
    """The address in the newest message, as the worker makes it."""
    with context(Actor.system(world.agencies["school"]), Purpose.RUN_THE_SERVICE):
        path = Email.objects.filter(template="set_up").latest("queued_at").path
    return path + link_token(path)


def follow(address: str, password: str = NEW, again: str = "") -> object:
    browser = Client()
    assert browser.get(address)["Location"] == "/sign-in/first"
    page = browser.get("/sign-in/first")
    if page.status_code != 200:
        return page
    form = {"password": password, "password_again": again or password}
    return browser.post("/sign-in/first", form)


def test_a_joiner_reaches_the_work_page_and_nothing_before(world: World) -> None:
    adam = sign_in(world, "adam")
    submit(adam, "/people/new", **JOINER)
    listed = text(adam.get("/people"))
    nora = re.search(
        r'/people/([0-9a-f-]{36})/sign-in"[^>]*>Signing in<[^>]*> of N', listed
    )
    assert nora is not None
    page = reverse("person-sign-in", args=[nora[1]])
    assert "No password is set: they cannot sign in yet" in text(adam.get(page))
    done = submit(adam, page, do="send")
    assert "A link is on its way" in text(done) and "works until" in text(done)
    assert follow(newest(world))["Location"] == "/sign-in"
    browser = Client()
    given = {"login": "nora@school.example", "password": NEW}
    assert browser.post("/sign-in", given).status_code == 302
    # The password alone opens one page: the one for the second step.
    assert browser.get("/your-work")["Location"] == "/sign-in/set-up"
    key = re.search(r"<code>([A-Z2-7 ]+)</code>", text(browser.get("/sign-in/set-up")))
    assert key is not None
    code = fresh_code(key[1].replace(" ", ""))
    assert browser.post("/sign-in/set-up", {"code": code}).status_code == 302
    assert browser.get("/your-work").status_code == 200


def test_a_link_works_once_and_every_other_one_is_answered_alike(world: World) -> None:
    do(send_link, world, "bob")
    first = newest(world)
    do(send_link, world, "bob")
    used = newest(world)
    assert follow(first).status_code == 403
    assert follow(used).status_code == 302
    do(send_link, world, "bob")
    back = newest(world)
    do(take_link_back, world, "bob")
    wrong = re.sub(r"[^/]+$", "x" * 43, used)
    unknown = f"/sign-in/first/{uuid4()}/{'x' * 43}"
    replies = [follow(one) for one in (first, used, back, wrong, unknown)]
    assert [one.status_code for one in replies] == [403] * 5
    plain = {re.sub(r'(nonce|value)="[^"]*"', "", text(one)) for one in replies}
    assert len(plain) == 1


def test_a_link_is_over_after_72_hours(world: World) -> None:
    do(send_link, world, "bob")
    link_id, token = newest(world).rsplit("/", 2)[1:]
    assert set_up.held(UUID(link_id), token, at(hours=71)) is not None
    assert set_up.held(UUID(link_id), token, at(hours=73)) is None


def test_two_at_once_set_one_password(world: World) -> None:
    do(send_link, world, "bob")
    link_id, token = newest(world).rsplit("/", 2)[1:]
    link = set_up.held(UUID(link_id), token, at())
    assert link is not None
    set_password(link=link, password=NEW, at=at())
    with pytest.raises(LinkUsed):
        set_password(link=link, password="another three words", at=at())
    world.users["bob"].refresh_from_db()
    assert world.users["bob"].check_password(NEW)


def test_neither_table_nor_message_row_holds_the_link(world: World) -> None:
    do(send_link, world, "bob")
    token = newest(world).rsplit("/", 1)[1]
    row_of_it = SetUpLink.objects.get()
    assert token not in {str(value) for value in vars(row_of_it).values()}
    with context(Actor.system(world.agencies["school"]), Purpose.RUN_THE_SERVICE):
        assert all(token not in str(vars(one)) for one in Email.objects.all())


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("short", "", "at least 12 characters"),
        ("password1234", "", "easy to guess"),
        (NEW, "three words not alike", "not the same password"),
        ("x" * 201, "", "at most 200"),
    ],
)
def test_a_weak_password_is_refused(
    world: World, password: str, again: str, said: str
) -> None:
    do(send_link, world, "bob")
    address = newest(world)
    reply = follow(address, password, again)
    assert reply.status_code == 422
    assert said in text(reply)
    assert follow(address).status_code == 302


def test_setting_a_password_ends_sessions_and_keeps_the_second_step(
    world: World,
) -> None:
    bob = sign_in(world, "bob")
    do(send_link, world, "bob")
    assert bob.get("/your-work").status_code == 200
    follow(newest(world))
    assert bob.get("/your-work").status_code == 302
    assert Authenticator.objects.filter(user=world.users["bob"]).exists()


def test_leaving_takes_the_link_back(world: World) -> None:
    do(send_link, world, "bob")
    address = newest(world)
    do(leave, world, "bob")
    assert SetUpLink.objects.get().ended_at is not None
    assert follow(address).status_code == 403


def test_a_mailbox_is_not_filled(world: World) -> None:
    for _ in range(set_up.MOST_A_DAY):
        do(send_link, world, "bob")
    with pytest.raises(set_up.TooManyLinks, match="tomorrow"):
        do(send_link, world, "bob")


def test_only_ones_own_agency_and_never_oneself(world: World) -> None:
    taken_on(world, "hanna", world.agencies[Place.HEALTH], Role.ADMINISTRATOR)
    for action in (send_link, take_link_back, reset, unlink_subject):
        with pytest.raises(NotOneOfUs):
            do(action, world, "bob", by="hanna")
        with pytest.raises(Refused):
            do(action, world, "adam")
        with pytest.raises((Refused, NotFound)):
            do(action, world, "bob", by="omar")
    hanna = sign_in_new(world, "hanna")
    page = reverse("person-sign-in", args=[person(world, "bob")])
    assert hanna.get(page).status_code == 404
    for button in ("send", "take_back", "reset", "unlink", "no such button"):
        pressed = {"do": button, "submit_key": str(uuid4())}
        assert hanna.post(page, pressed).status_code == 404, button


def sign_in_new(world: World, who: str) -> Client:
    from tests.integration.people.cast import with_password

    world.logins[who] = with_password(world.users[who])
    return sign_in(world, who)


def test_a_lost_second_step_is_begun_anew(world: World) -> None:
    bob = sign_in(world, "bob")
    before = count("audit_ledger_leaf")
    assert do(reset, world, "bob") == "sent"
    assert count("audit_ledger_leaf") > before
    assert bob.get("/your-work").status_code == 302
    assert not Authenticator.objects.filter(user=world.users["bob"]).exists()
    # Whoever knows the password must not be the one who sets up the next one.
    email, password, _ = world.login("bob")
    given = {"login": email, "password": password}
    assert Client().post("/sign-in", given).status_code == 422
    assert follow(newest(world)).status_code == 302


def test_of_a_weighty_role_by_two(world: World) -> None:
    omar = sign_in(world, "omar")
    taken_on(world, "dora", world.agencies["school"], Role.DATA_PROTECTION_OFFICER)
    assert do(reset, world, "omar") == "proposed"
    with pytest.raises(WaitsAlready):
        do(reset, world, "omar")
    assert omar.get("/your-work").status_code == 200
    (waiting,) = list_people(by=world.actors["adam"], at=at()).waiting
    assert waiting.kind == "reset_sign_in" and not waiting.may_answer
    given = {"at": at(), "proposal_id": waiting.id, "agreed": True}
    for who in ("adam", "omar"):
        with pytest.raises(Refused):
            answer_proposal(by=world.actors[who], key=f"answer:{who}", **given)
    answer_proposal(by=world.actors["dora"], key="answer", **given)
    assert omar.get("/your-work").status_code == 302
    assert not Authenticator.objects.filter(user=world.users["omar"]).exists()


@pytest.fixture
def provided(world: World, settings) -> World:
    """The school signs its people in itself."""
    school = str(world.agencies["school"])
    settings.OIDC_PROVIDERS = [row(ISSUER, agency=school)]
    return world


def login_of(world: World, subject: str) -> object:
    claims = identity.Claims(ISSUER, subject, two_factors=True)
    return identity.login_of(claims, world.agencies["school"])


def test_the_agencys_own_sign_in_is_linked_by_a_page(provided: World) -> None:
    adam = provided.actors["adam"]
    with pytest.raises(SignsInElsewhere):
        do(send_link, provided, "bob")
    with pytest.raises(SignsInElsewhere):
        do(reset, provided, "bob")
    assert do(link_subject, provided, "bob", subject="s-bob") == "linked"
    assert login_of(provided, "s-bob") == provided.users["bob"]
    with pytest.raises(LinkedBefore):
        do(link_subject, provided, "bob", subject="another")
    with pytest.raises(SubjectTaken):
        do(link_subject, provided, "alice", subject="s-bob")
    do(unlink_subject, provided, "bob")
    assert login_of(provided, "s-bob") is None
    assert adam.agency is not None


def test_a_link_that_was_sent_dies_with_the_password_pathway(
    world: World, settings
) -> None:
    do(send_link, world, "bob")
    with pytest.raises(SignsInHere):
        do(link_subject, world, "bob", subject="s-bob")
    school = str(world.agencies["school"])
    settings.OIDC_PROVIDERS = [row(ISSUER, agency=school)]
    assert follow(newest(world)).status_code == 403


def test_a_weighty_login_is_linked_by_two_and_the_database_says_so(
    provided: World,
) -> None:
    world = provided
    taken_on(world, "dora", world.agencies["school"], Role.DATA_PROTECTION_OFFICER)
    assert do(link_subject, world, "omar", subject="s-omar") == "proposed"
    given = {
        "user_id": world.users["omar"].pk, "agency": world.agencies["school"],
        "issuer": ISSUER, "subject": "s-omar", "at": at(),
    }  # fmt: skip
    for who in ("adam", "dora"):
        with (
            pytest.raises(ProgrammingError, match="row-level security"),
            context(world.actors[who], Purpose.ADMINISTER),
        ):
            identity.link(**given)
    (waiting,) = list_people(by=world.actors["adam"], at=at()).waiting
    answer_proposal(
        by=world.actors["dora"], at=at(), key="a", proposal_id=waiting.id, agreed=True
    )
    assert login_of(world, "s-omar") == world.users["omar"]


def test_nobody_links_their_own_login_even_by_a_statement(provided: World) -> None:
    ordinary = taken_on(
        provided, "nils", provided.agencies["school"], Role.PRACTITIONER
    )
    given = {
        "user_id": provided.users["nils"].pk, "agency": provided.agencies["school"],
        "issuer": ISSUER, "subject": "mine", "at": at(),
    }  # fmt: skip
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        context(ordinary, Purpose.ADMINISTER),
    ):
        identity.link(**given)
    with context(provided.actors["adam"], Purpose.ADMINISTER):
        identity.link(**given)
