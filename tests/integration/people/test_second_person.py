"""A role that opens much is given by two; the database alone says so as well."""

from datetime import UTC, datetime, timedelta
from importlib import import_module
from uuid import UUID

import pytest
from django.db import IntegrityError, ProgrammingError, connection
from django.test import Client

from sharewell.access import proposals
from sharewell.access.command import Act
from sharewell.access.context import context
from sharewell.access.errors import NotFound, Refused
from sharewell.access.proposals import ProposalKind
from sharewell.agencies.actions import appoint, end_appointment
from sharewell.agencies.errors import (
    HasRole,
    LeftSince,
    NeedsTwo,
    NobodyAgrees,
)
from sharewell.agencies.joining import Joiner, take_on
from sharewell.agencies.leaving import leave
from sharewell.agencies.moving import give_role
from sharewell.agencies.people import Waiting, list_people
from sharewell.agencies.vocabulary import BY_TWO, SENSITIVE_KINDS
from sharewell.assurance.errors import AnsweredBefore
from sharewell.assurance.widening import answer_proposal
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Actor, Purpose, Resource, Role
from tests.browsing import signed_in
from tests.factories import World
from tests.integration.access.leaves import count
from tests.integration.access.second_officer import with_deputy
from tests.integration.people.cast import (
    now,
    person,
    refuge,
    roles,
    sign_in_again,
    taken_on,
)
from tests.personas import Place

DPO = Role.DATA_PROTECTION_OFFICER


def propose(world: World, who: str, role: Role, by: str = "adam") -> str:
    return give_role(
        by=world.actors[by], at=datetime.now(UTC), key=f"{who}:{role}",
        practitioner_id=person(world, who), role=role, team="office",
    )  # fmt: skip


def waits(by: Actor) -> list[Waiting]:
    return list(list_people(by=by, at=datetime.now(UTC)).waiting)


def answer(by: Actor, proposal: UUID, *, agreed: bool = True) -> str:
    return answer_proposal(
        by=by, at=datetime.now(UTC), key=f"a:{proposal}", agreed=agreed,
        proposal_id=proposal,
    )  # fmt: skip


def press(client: Client, proposal: UUID, which: str) -> str:
    url = f"/restrictions/proposals/{proposal}"
    reply = client.post(url, {"answer": which}, follow=True)
    return " ".join(reply.content.decode().split())


@pytest.mark.parametrize("role", sorted(BY_TWO))
def test_it_waits_and_an_officer_gives_it(world: World, role: Role) -> None:
    adam, omar = world.actors["adam"], world.actors["omar"]
    before = roles(world, "bob")
    assert propose(world, "bob", role) == "proposed"
    assert roles(world, "bob") == before
    (one,) = waits(adam)
    assert (one.person, one.role, one.may_answer) == ("Bob Colleague", role, False)
    with pytest.raises(Refused):
        answer(adam, one.id)
    answer(omar, one.id)
    assert roles(world, "bob") == before | {role}
    assert waits(adam) == []
    with pytest.raises(AnsweredBefore):
        answer(with_deputy(world).actors["deputy"], one.id)


def test_other_roles_are_given_at_once(world: World) -> None:
    for role in set(Role) - BY_TWO - {Role.SYSTEM, Role.PRACTITIONER}:
        assert propose(world, "bob", role) == "given"


def test_refused_it_changes_nothing(world: World) -> None:
    propose(world, "bob", DPO)
    (one,) = waits(world.actors["adam"])
    answer(world.actors["omar"], one.id, agreed=False)
    assert DPO not in roles(world, "bob")
    assert waits(world.actors["adam"]) == []


def test_whoever_it_is_for_does_not_agree(world: World) -> None:
    with pytest.raises(NobodyAgrees, match="role of data protection officer"):
        propose(world, "omar", DPO)
    deputy = with_deputy(world).actors["deputy"]
    propose(world, "omar", DPO)
    (one,) = waits(world.actors["adam"])
    with pytest.raises(Refused):
        answer(world.actors["omar"], one.id)
    answer(deputy, one.id)
    assert DPO in roles(world, "omar")


def test_another_agencys_officer_finds_nothing(world: World) -> None:
    officer = taken_on(world, "hugo", world.agencies[Place.HEALTH], DPO)
    propose(world, "bob", DPO)
    (one,) = waits(world.actors["adam"])
    with pytest.raises(NotFound):
        answer(officer, one.id)


def test_it_is_proposed_once(world: World) -> None:
    propose(world, "bob", DPO)
    with pytest.raises(HasRole, match=r"was proposed .* waits for a second person"):
        give_role(
            by=world.actors["adam"], at=datetime.now(UTC), key="again", role=DPO,
            practitioner_id=person(world, "bob"), team="office",
        )  # fmt: skip
    assert count("access_proposal") == 1
    assert count("outbox_email") == 1


def test_on_the_officers_page_and_on_the_next_request(world: World) -> None:
    adam, omar, bob = (signed_in(world, who) for who in ("adam", "omar", "bob"))
    page = f"/people/{person(world, 'bob')}/role"
    reply = adam.post(page, {"role": DPO.value, "team": "office"}, follow=True)
    said = " ".join(reply.content.decode().split())
    assert "It is proposed." in said and "Somebody else answers this." in said
    assert bob.get("/your-work").status_code == 200
    (one,) = waits(world.actors["adam"])
    shown = " ".join(omar.get("/restrictions").content.decode().split())
    assert "Appoint: Bob Colleague, Data protection officer" in shown
    assert one.reference in shown
    assert "It is done." in press(omar, one.id, "agree")
    assert bob.get("/your-work").status_code == 302
    assert sign_in_again(world, "bob").get("/restrictions").status_code == 200


def test_a_joiner_to_a_grave_role_is_nobody_until_then(world: World) -> None:
    joiner = Joiner("Nora New", "nora@school.example", "01632 960003", DPO, "office")
    made = take_on(
        by=world.actors["adam"], at=datetime.now(UTC), key="n", joiner=joiner
    )
    assert made["given"] is False
    (one,) = waits(world.actors["adam"])
    answer(world.actors["omar"], one.id, agreed=False)
    # Refused: she can be proposed again, with the login she has.
    again = take_on(
        by=world.actors["adam"], at=datetime.now(UTC), key="m", joiner=joiner
    )
    assert again["practitioner"] == made["practitioner"]
    (one,) = waits(world.actors["adam"])
    answer(world.actors["omar"], one.id)
    people = list_people(by=world.actors["adam"], at=datetime.now(UTC))
    assert "Nora New" in {one.name for one in people.members}


def test_who_left_since_is_not_appointed(world: World) -> None:
    propose(world, "bob", DPO)
    (one,) = waits(world.actors["adam"])
    leave(
        by=world.actors["adam"], at=datetime.now(UTC), key="l",
        practitioner_id=person(world, "bob"),
    )  # fmt: skip
    with pytest.raises(LeftSince, match="Refuse it"):
        answer(world.actors["omar"], one.id)
    answer_proposal(
        by=world.actors["omar"], at=datetime.now(UTC), key="no", agreed=False,
        proposal_id=one.id,
    )  # fmt: skip
    assert roles(world, "bob") == set()


def test_in_a_sensitive_agency_every_role_needs_two(world: World) -> None:
    harbour = refuge(world)
    joiner = Joiner(
        "Nora New", "nora@h.example", "01632 960003", Role.PRACTITIONER, "w"
    )
    with pytest.raises(NobodyAgrees, match="appoints the first"):
        take_on(by=world.actors["ruth"], at=datetime.now(UTC), key="0", joiner=joiner)
    taken_on(world, "rita", harbour, Role.ADMINISTRATOR)
    made = take_on(
        by=world.actors["ruth"], at=datetime.now(UTC), key="1", joiner=joiner
    )
    assert made["given"] is False
    (one,) = waits(world.actors["rita"])
    # Without an officer another administrator is the second person, on her own page.
    assert one.may_answer
    assert not waits(world.actors["ruth"])[0].may_answer
    rita = signed_in(world, "rita")
    assert "Agree: Nora New as Practitioner" in rita.get("/people").content.decode()
    assert "It is done." in press(rita, one.id, "agree")
    names = {
        m.name
        for m in list_people(by=world.actors["ruth"], at=datetime.now(UTC)).members
    }
    assert "Nora New" in names


def test_beside_an_officer_an_administrator_agrees_to_nothing(world: World) -> None:
    school = world.agencies[Place.SCHOOL]
    agnes = taken_on(world, "agnes", school, Role.ADMINISTRATOR)
    propose(world, "bob", DPO)
    (one,) = waits(agnes)
    assert not one.may_answer
    with pytest.raises(Refused):
        answer(agnes, one.id)
    assert press(signed_in(world, "agnes"), one.id, "agree").count("You may not") >= 1


def test_nobody_appoints_alone_by_the_older_way_either(world: World) -> None:
    with pytest.raises(NeedsTwo):
        appoint(
            by=world.actors["adam"], at=datetime.now(UTC), key="x", role=DPO,
            practitioner_id=person(world, "bob"), team="office",
        )  # fmt: skip
    with pytest.raises(NotFound):
        end_appointment(
            by=world.actors["adam"], at=datetime.now(UTC), key="y",
            appointment_id=UUID(int=5),
        )  # fmt: skip


def test_the_database_and_the_code_name_the_same() -> None:
    migration = import_module("sharewell.agencies.migrations.0002_appointed_by_two")
    assert set(migration.ROLES_BY_TWO) == {role.value for role in BY_TWO}
    assert set(migration.KINDS_BY_TWO) == {kind.value for kind in SENSITIVE_KINDS}


INSERT = (
    "INSERT INTO agencies_appointment "
    "(id, agency_id, practitioner_id, role, team, is_pooled, starts_at) VALUES "
    "(gen_random_uuid(), %(agency)s, %(person)s, %(role)s, 'office', false, %(at)s)"
)


def insert(world: World, by: Actor, purpose: Purpose, **given: object) -> None:
    values = {
        "agency": by.agency, "person": person(world, "bob"), "role": DPO.value,
        "at": datetime.now(UTC), **given,
    }  # fmt: skip
    with context(by, purpose), connection.cursor() as cursor:
        cursor.execute(INSERT, values)


@pytest.mark.parametrize("role", sorted(BY_TWO))
@pytest.mark.parametrize("purpose", [Purpose.ADMINISTER, Purpose.OVERSEE])
@pytest.mark.parametrize("who", ["adam", "omar"])
def test_an_injected_statement_appoints_nobody(
    world: World, who: str, purpose: Purpose, role: Role
) -> None:
    """One person's context, whatever the purpose and though it has been proposed."""
    propose(world, "bob", role)
    with pytest.raises((ProgrammingError, IntegrityError), match="row-level security"):
        insert(world, world.actors[who], purpose, role=role.value)
    assert role not in roles(world, "bob")


def test_an_injected_statement_appoints_nobody_to_a_sensitive_agency(
    world: World,
) -> None:
    refuge(world)
    with pytest.raises(ProgrammingError, match="row-level security"):
        insert(world, world.actors["ruth"], Purpose.ADMINISTER, role="practitioner")


def test_an_injected_statement_appoints_not_oneself(world: World) -> None:
    adam = world.actors["adam"]
    insert(world, adam, Purpose.ADMINISTER, role="manager")
    with pytest.raises(ProgrammingError, match="row-level security"):
        insert(world, adam, Purpose.ADMINISTER, role="manager", person=adam.id)


def test_whom_it_is_for_agrees_not_even_where_the_proposal_names_nobody(
    world: World,
) -> None:
    """A proposal that no page writes: without the person whom it would let in."""
    adam, omar, at = world.actors["adam"], world.actors["omar"], datetime.now(UTC)
    act = Act(adam, Action.PRACTITIONER_APPOINT, at, Purpose.ADMINISTER)
    act.require(Resource("practitioner"))
    words = {"role": DPO.value, "team": "office", "is_pooled": False}
    with context(adam, Purpose.ADMINISTER):
        made = proposals.propose(act, ProposalKind.APPOINT, omar.id, words=words)
    with pytest.raises(ProgrammingError, match="row-level security"):
        answer(omar, made)
    assert DPO not in roles(world, "omar")


def test_an_old_agreement_appoints_nobody_again(world: World) -> None:
    propose(world, "bob", DPO)
    (one,) = waits(world.actors["adam"])
    at, omar = datetime.now(UTC), world.actors["omar"]
    answer_proposal(by=omar, at=at, key="a", proposal_id=one.id, agreed=True)
    assert DPO in roles(world, "bob")
    for by, purpose in (
        (omar, Purpose.OVERSEE), (world.actors["adam"], Purpose.ADMINISTER),
    ):  # fmt: skip
        with pytest.raises(ProgrammingError, match="row-level security"):
            insert(world, by, purpose, at=at + timedelta(seconds=1))
    # Nor does it give another role, or the same to somebody else.
    for other in ({"role": "administrator"}, {"person": person(world, "lena")}):
        with pytest.raises(ProgrammingError, match="row-level security"):
            insert(world, omar, Purpose.OVERSEE, at=at, **other)
    assert now(world, "lena").roles == world.actors["lena"].roles
