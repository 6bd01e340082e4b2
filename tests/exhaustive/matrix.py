"""`python -m tests.exhaustive.matrix [--part 1/2] [--relation WORD]`

Every address x method x set of roles x relation, asked of the real pages and compared
with an oracle that shares no code with the product.
"""

import argparse
import logging
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import psycopg

from tests.exhaustive.database import as_superuser, own_database
from tests.exhaustive.filling import add_rows
from tests.exhaustive.matrix_oracle import (
    APPOINTED,
    IN,
    OTHER,
    RECIPIENT,
    RELATIONS,
    ROLE_SETS,
    SENDER,
    Person,
    Relation,
    expected,
)
from tests.exhaustive.rls import say
from tests.kept_keys import Keys, keep_keys, put_back_keys
from tests.kept_rows import WITHOUT_TRIGGERS, Rows, keep_rows, put_back, remove_rows

if TYPE_CHECKING:
    from tests.integration.access.scene import Scene

LET_IN = {200, 302, 409, 422}
TEAM = "others"
(LEFT,) = [one for one in RELATIONS if one.left]
# These change for whom the next one is asked, so each begins afresh.
AFRESH = (
    "concern-known", "disclosure-known", "concern-emergency", "disclosure-emergency",
    "answer-proposal", "review-emergency", "discard-draft", "decide", "acknowledge",
    "person-role", "person-leave", "person-sign-in",
)  # fmt: skip


@dataclass
class Stage:
    """The prepared world with somebody in every set of roles at each agency."""

    scene: "Scene"
    rows: Rows
    keys: Keys


def key(place: str, roles: tuple[str, ...]) -> str:
    return f"{place}:{'+'.join(roles)}"


def prepare(sets: tuple[tuple[str, ...], ...] = ROLE_SETS) -> Stage:
    """Made through the real actions, then kept."""
    from tests.factories import make_world
    from tests.integration.access.scene import (
        make_scene,
        with_question,
        with_restrictions,
    )

    scene = make_scene(make_world(datetime.now(UTC)))
    scene = with_question(with_restrictions(scene))
    for place in (SENDER, RECIPIENT, OTHER):
        for roles in sets:
            _take_on(scene.world, place, roles)
    with as_superuser() as superuser:
        return Stage(scene, keep_rows(superuser), keep_keys(superuser))


def surprises(stage: Stage, person: Person) -> tuple[int, list[str]]:
    """How many questions were asked, and each whose answer was another."""
    from tests.browsing import sign_in
    from tests.integration.access.asking import names

    who = key(person.relation.place, person.roles)
    _set(stage, who, person.relation)
    client = sign_in(stage.scene.world, who)
    with as_superuser() as superuser:
        signed_in = keep_rows(superuser)
    found = []
    # What is open to everybody tells nothing more of the others.
    is_first = person.relation in {RELATIONS[0], LEFT}
    asked = [name for name in names() if is_first or name in APPOINTED]
    made = {}
    for name in asked:
        reply = client.get(_address(stage, name))
        made[name] = _made_from(reply)
        found += _compared(person, "GET", name, reply.status_code)
    for name in asked:
        if name in AFRESH:
            _put_back(signed_in, stage.keys)
        status = _post(stage, client, name, made[name])
        found += _compared(person, "POST", name, status)
    return len(asked) * 2, found


def _address(stage: Stage, name: str) -> str:
    from tests.integration.access.asking import address

    return address(stage.scene, name)


def _post(stage: Stage, client: Any, name: str, made: dict[str, str]) -> int:
    from tests.integration.access.filled_in import filled_in

    given = {**filled_in(stage.scene, name), **made}
    return int(client.post(_address(stage, name), given).status_code)


def _made_from(reply: Any) -> dict[str, str]:
    from tests.browsing import hidden

    return {k: v for k, v in hidden(reply).items() if k == "made_from"}


def _compared(person: Person, method: str, name: str, status: int) -> list[str]:
    answer = IN if status in LET_IN else status
    wanted = expected(person, name, method)
    if answer == wanted:
        return []
    roles = "+".join(person.roles)
    return [f"{method} {name}, {roles}, {person.relation.name}: {status}, not {wanted}"]


def _take_on(world: Any, place: str, roles: tuple[str, ...]) -> None:
    from sharewell.accounts.models import User
    from sharewell.agencies.actions import appoint, register_practitioner
    from sharewell.agencies.actors import hats
    from sharewell.core.policy.model import Actor, Role

    who, by = key(place, roles), Actor.system(world.agencies[place])
    user = User.objects.create_user(f"{who.replace(':', '.')}@matrix.example")
    made = register_practitioner(
        by=by, at=world.at, key=str(uuid4()), user_id=user.id, name=who,
        call_back_phone="07700 900003",
    )  # fmt: skip
    for role in roles:
        appoint(
            by=by, at=world.at, key=str(uuid4()),
            practitioner_id=UUID(made), role=Role(role), team=TEAM,
        )  # fmt: skip
    world.users[who] = user
    world.actors[who] = hats(user.id, datetime.now(UTC))[0].actor
    world.login(who)


def _put_back(rows: Rows, keys: Keys) -> None:
    put_back_keys(keys)
    with as_superuser() as superuser, superuser.transaction():
        remove_rows(superuser)
        put_back(superuser, rows)


def _set(stage: Stage, who: str, relation: Relation) -> None:
    """The kept rows and keys, and this person standing so to the concern."""
    put_back_keys(stage.keys)
    with as_superuser() as superuser, superuser.transaction():
        remove_rows(superuser)
        put_back(superuser, stage.rows)
        superuser.execute(WITHOUT_TRIGGERS)
        me = stage.scene.world.actors[who].id
        if relation.raised:
            _raise(superuser, stage, me)
        if relation.kept_out:
            for thing in _things(stage, relation.place):
                _keep_out(superuser, stage, me, thing, relation.place)
        if relation.sealed or relation.sealed_by_sender:
            for thing in _things(stage, SENDER):
                _seal(superuser, stage, thing, me if relation.named else uuid4())
        if relation.left:
            posts = superuser.execute(
                "SELECT id FROM agencies_appointment WHERE practitioner_id = %s", [me]
            ).fetchall()
            agency = stage.scene.world.agencies[relation.place]
            ends = [{"agency_id": agency, "appointment_id": one} for (one,) in posts]
            add_rows(superuser, "agencies_appointment_end", ends)


def _things(stage: Stage, place: str) -> list[Any]:
    ids = stage.scene.ids
    sent = [ids["disclosure_id"]]
    own = [ids["concern_id"], ids["child_id"], ids["departed_id"]]
    return [*own, *sent] if place == SENDER else sent


def _raise(superuser: psycopg.Connection[Any], stage: Stage, me: UUID) -> None:
    ids = stage.scene.ids
    superuser.execute(
        "UPDATE decisions_concern SET raised_by = %s WHERE id IN (%s, %s)",
        [me, ids["concern_id"], ids["departed_id"]],
    )
    superuser.execute("UPDATE exchange_disclosure SET raised_by = %s", [me])
    superuser.execute(
        "UPDATE decisions_draft SET held_by = %s, team = %s WHERE id = %s",
        [me, TEAM, ids["draft_id"]],
    )


def _keep_out(
    superuser: psycopg.Connection[Any], stage: Stage, me: UUID, thing: Any, place: str
) -> None:
    row = {
        "id": uuid4(), "agency_id": stage.scene.world.agencies[place],
        "practitioner_id": me, "about_id": thing, "reason": "other",
    }  # fmt: skip
    add_rows(superuser, "access_conflict", [row])


def _seal(
    superuser: psycopg.Connection[Any], stage: Stage, thing: Any, named: UUID
) -> None:
    made, school = uuid4(), stage.scene.world.agencies[SENDER]
    row = {"id": made, "agency_id": school, "about_id": thing}
    add_rows(superuser, "access_seal", [row])
    name = {"agency_id": school, "seal_id": made, "practitioner_id": named}
    add_rows(superuser, "access_seal_name", [name])


def main() -> int:
    """0 when no answer was a surprise."""
    parser = argparse.ArgumentParser("tests.exhaustive.matrix", description=__doc__)
    parser.add_argument("--part", default="1/1", help="of the sets of roles")
    parser.add_argument("--relation", default="", help="those whose name holds it")
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    relations = [one for one in RELATIONS if given.relation in one.name]
    number, parts = map(int, given.part.split("/"))
    sets = ROLE_SETS[number - 1 :: parts]
    found: Counter[str] = Counter()
    with own_database():
        stage = prepare(sets)
        say(f"{len(sets)} sets of roles, {len(relations)} relations")
        for roles in sets:
            for relation in relations:
                asked, wrong = surprises(stage, Person(roles, relation))
                found["asked"] += asked
                found["surprises"] += len(wrong)
                for one in wrong:
                    say(one)
            say(f"{' and '.join(roles)}: {found['asked']:,} asked so far")
    say(f"{found['asked']:,} asked, {found['surprises']} surprises")
    return 1 if found["surprises"] else 0


def without_a_row() -> set[str]:
    """Addresses of which the oracle says nothing, and rows of no address."""
    from tests.exhaustive.matrix_oracle import OPEN
    from tests.integration.access.asking import names

    return set(names()) ^ (OPEN.keys() | APPOINTED.keys())


if __name__ == "__main__":
    sys.exit(main())
