"""Who knows this child: what is hidden cannot be told from what is not there."""

import re
from collections import Counter
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sharewell.access.context import context
from sharewell.agencies.vocabulary import SENSITIVE_KINDS, AgencyKind
from sharewell.children.actions import record_child
from sharewell.children.recording import NewChild
from sharewell.core.matching.grade import MatchGrade, Person, grade
from sharewell.core.matching.normalise import normalise_name
from sharewell.core.policy.model import Actor, Purpose
from sharewell.exchange.existence import ask_who_knows, holders
from sharewell.exchange.models import ExistenceQuestion
from tests.architecture.source import CHECKOUT
from tests.browsing import signed_in
from tests.factories import World
from tests.integration.access.leaves import connect, count, leaves
from tests.integration.access.test_hidden_is_absent import HEADERS, PASSING
from tests.integration.exchange.partners import (
    BORN,
    HIDDEN,
    REASON,
    agency,
    asking_from,
    held,
    question,
    sensitive,
)

TYPED = {
    "born_on_day": "6", "born_on_month": "5", "born_on_year": "2016",
    "purpose": "safeguard", "reason": REASON,
}  # fmt: skip
TEAL = {"given_name": "Teal", "family_name": "Sedgewick", **TYPED}
NOBODY = {"given_name": "Nils", "family_name": "Nowherecis", **TYPED}
# A reference is drawn anew for every question.
REFERENCE = re.compile(rb"SW-?[0-9A-Z]{4}-?[0-9A-Z]{4,5}|[0-9A-Z]{4}-[0-9A-Z]{4}")
LITERAL = re.compile(r"E?'(?:[^']|'')*'|\b[0-9]+\b")


@pytest.fixture
def concern(world: World) -> UUID:
    return asking_from(world)


def petra(world: World) -> Client:
    """At the childminders', in a browser."""
    client = signed_in(world, "petra_at_willow")
    willow = str(world.agencies["childminding"])
    client.post(reverse("wear"), {"agency": willow})
    return client


def ask_in_browser(
    client: Client, concern: UUID, typed: dict[str, str]
) -> tuple[tuple[object, ...], list[str]]:
    """(All that the asker can tell replies apart by, the statements it took)."""
    url = reverse("concern-others", args=[concern])
    with CaptureQueriesContext(connection) as caught:
        reply = client.post(url, {"submit_key": str(uuid4()), **typed})
    assert reply.status_code == 200
    body = REFERENCE.sub(b"", PASSING.sub(b"", reply.content))
    said = (reply.status_code, body, [reply.headers.get(name) for name in HEADERS])
    return said, [LITERAL.sub("?", one["sql"]) for one in caught.captured_queries]


def ask(world: World, concern: UUID, **more: object) -> list[str]:
    """The names of the agencies that say they hold an entry."""
    result = ask_who_knows(
        by=world.actors["petra_at_willow"], at=world.at, key=str(uuid4()),
        kind="concern", thing_id=concern, question=question(**more),
    )  # fmt: skip
    return [one.agency for one in holders(result)]


def test_two_agencies_pieces_join_by_asking(world: World, concern: UUID) -> None:
    held(world)
    result = ask_who_knows(
        by=world.actors["petra_at_willow"], at=world.at, key="ask", kind="concern",
        thing_id=concern, question=question(),
    )  # fmt: skip
    (found,) = holders(result)
    assert (found.agency, found.kind) == ("Hillside Health", "health")
    assert found.since.day == 1
    assert found.inbox is not None and found.inbox.phone == "01632 960001"
    # Nothing else of what is held, and nothing of who holds it by name.
    assert result.keys() == {"reference", "holders"}


def test_the_page_names_the_agency_and_whom_to_ring(
    world: World, concern: UUID
) -> None:
    held(world)
    (_, body, _), _ = ask_in_browser(petra(world), concern, TEAL)
    page = body.decode()
    assert "Hillside Health" in page and "01632 960001" in page
    assert "This is not all that may be known" in page
    assert "front door" in page


@pytest.mark.parametrize("way", HIDDEN)
def test_hidden_is_answered_as_absent_is(world: World, concern: UUID, way: str) -> None:
    """The reply, its headers and every statement on the way are the same."""
    HIDDEN[way](world)
    client = petra(world)
    ask_in_browser(client, concern, NOBODY)
    absent, statements = ask_in_browser(client, concern, NOBODY)
    hidden, its_statements = ask_in_browser(client, concern, TEAL)
    assert hidden == absent
    assert its_statements == statements
    assert "who_holds" in "".join(statements)
    assert b"This is not all that may be known" in hidden[1]


def test_the_comparison_can_tell_replies_apart(world: World, concern: UUID) -> None:
    held(world)
    client = petra(world)
    absent, _ = ask_in_browser(client, concern, NOBODY)
    there, _ = ask_in_browser(client, concern, TEAL)
    assert there != absent


def look(cursor, question_id: UUID, name: str, **given: object) -> list[object]:
    """The function itself, as a statement that slipped in would call it."""
    cursor.execute(
        "SELECT agency FROM sharewell_access.who_holds(%s, %s, %s, %s::text[], "
        "%s::text[], %s, 1, %s::uuid[], %s::bytea[])",
        [
            question_id, name, given.get("born", BORN), given.get("schemes", []),
            given.get("numbers", []), b"", given.get("readers", []),
            given.get("wraps", []),
        ],
    )  # fmt: skip
    return [one for (one,) in cursor.fetchall()]


def asked(world: World) -> UUID:
    """A question of the childminders' adviser that has not looked yet, in context."""
    row = ExistenceQuestion(
        id=uuid4(), agency_id=world.agencies["childminding"], about_kind="concern",
        about_id=uuid4(), reference=str(uuid4())[:13], purpose="safeguard",
        asked_by=world.actors["petra_at_willow"].id, asked_at=world.at,
        contact_by=world.at, who_id=uuid4(), reason_id=uuid4(), salt=b"",
    )  # fmt: skip
    row.save(force_insert=True)
    return row.id


def written(cursor) -> Counter[str]:
    """Rows written by this session so far, by table: PostgreSQL shows it to anybody."""
    cursor.execute(
        "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del "
        "FROM pg_stat_xact_all_tables WHERE schemaname = 'public'"
    )
    return Counter(dict(cursor.fetchall()))


@pytest.mark.parametrize("way", HIDDEN)
def test_the_function_shows_no_more_than_the_page(
    world: World, concern: UUID, way: str
) -> None:
    """Nor does the count of rows that it writes."""
    HIDDEN[way](world)
    counted = {}
    with (
        context(world.actors["petra_at_willow"], Purpose.SAFEGUARD),
        connection.cursor() as cursor,
    ):
        for name in ("nils nowherecis", "teal sedgewick"):
            made = asked(world)
            before = written(cursor)
            assert look(cursor, made, name) == []
            counted[name] = written(cursor) - before
    assert counted["teal sedgewick"] == counted["nils nowherecis"]
    assert counted["teal sedgewick"] == {"exchange_existence_look": 1}


def test_what_the_caller_makes_up_fails_in_no_case_alone(
    world: World, concern: UUID
) -> None:
    """A row refused would tell what was found: no keys, too many, two for one."""
    sensitive(world)
    health = world.agencies["health"]
    for readers, wraps in (([health] * 2, [b"x", b"y"]), ([health], []), ([], [b"z"])):
        with (
            context(world.actors["petra_at_willow"], Purpose.SAFEGUARD),
            connection.cursor() as cursor,
        ):
            for name in ("nils nowherecis", "teal sedgewick"):
                given = {"readers": readers, "wraps": wraps}
                assert look(cursor, asked(world), name, **given) == []


@pytest.mark.parametrize(
    ("who", "purpose"),
    [("lena", Purpose.SAFEGUARD), ("wendy", Purpose.SAFEGUARD),
     ("petra_at_willow", Purpose.OVERSEE)],
)  # fmt: skip
def test_without_a_question_of_ones_own_nothing_is_looked_for(
    world: World, concern: UUID, who: str, purpose: Purpose
) -> None:
    held(world)
    with context(world.actors["petra_at_willow"], Purpose.SAFEGUARD):
        made = asked(world)
    with (
        pytest.raises(DatabaseError, match="no question was asked"),
        context(world.actors[who], purpose),
        connection.cursor() as cursor,
    ):
        look(cursor, made, "teal sedgewick")


def test_a_question_looks_once(world: World, concern: UUID) -> None:
    """Nobody asks about one child and looks for others with it."""
    held(world)
    with (
        context(world.actors["petra_at_willow"], Purpose.SAFEGUARD),
        connection.cursor() as cursor,
    ):
        made = asked(world)
        assert look(cursor, made, "nils nowherecis") == []
        with pytest.raises(DatabaseError, match="question_id"), transaction.atomic():
            look(cursor, made, "teal sedgewick")


CUSTODIANS = (
    "exchange_contact_owed", "exchange_contact_match", "exchange_contact_answer",
)  # fmt: skip


def test_the_asker_sees_no_row_of_the_custodian(scene) -> None:
    """The prepared world has a question of the childminders' that the school owes."""
    assert count("exchange_contact_owed") == count("exchange_contact_match") == 1
    petra = scene.world.actors["petra_at_willow"]
    for purpose in (Purpose.SAFEGUARD, Purpose.OVERSEE, Purpose.RUN_THE_SERVICE):
        with context(petra, purpose), connection.cursor() as cursor:
            for table in CUSTODIANS:
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone() == (0,)
            cursor.execute(
                "SELECT count(*) FROM decisions_task WHERE kind = 'contact_asker'"
            )
            assert cursor.fetchone() == (0,)


def test_nobody_reads_what_a_question_found(scene) -> None:
    """Not the asker and not the custodian, but for its own part, by its service."""
    for who in ("petra_at_willow", "omar"):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            context(scene.world.actors[who], Purpose.SAFEGUARD),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT * FROM exchange_existence_look")


def test_only_the_custodians_service_fetches_its_part(
    world: World, concern: UUID
) -> None:
    quiet = sensitive(world)
    assert ask(world, concern) == []
    willow, police = world.agencies["childminding"], world.agencies["police"]
    system = Actor.system
    fetched = {}
    for name, who, purpose in (
        ("its people", quiet, Purpose.SAFEGUARD),
        ("its people as the service", quiet, Purpose.RUN_THE_SERVICE),
        ("the asker's service", system(willow), Purpose.RUN_THE_SERVICE),
        ("another's service", system(police), Purpose.RUN_THE_SERVICE),
        ("its service", system(quiet.agency), Purpose.RUN_THE_SERVICE),
    ):  # fmt: skip
        with context(who, purpose), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sharewell_access.contacts_owed()")
            (fetched[name],) = cursor.fetchone()
    assert {name for name, n in fetched.items() if n} == {"its service"}


def test_the_ledger_keeps_that_it_was_asked_and_no_name(
    world: World, concern: UUID
) -> None:
    ask(world, concern)
    (leaf,) = leaves("existence.asked")
    assert leaf.agency == world.agencies["childminding"]
    with connect() as superuser:
        said = superuser.execute("SELECT entry FROM audit_ledger_leaf").fetchall()
    assert not [one for (one,) in said if b"Teal" in one or b"Sedgewick" in one]


def test_the_services_that_show_nothing_are_the_codes() -> None:
    sql = (CHECKOUT / "sharewell/access/who_holds.sql").read_text()
    (listed,) = re.findall(r"keeper\.kind IN \(([^)]*)\)", sql)
    assert set(re.findall(r"'(\w+)'", listed)) == {
        kind.value for kind in SENSITIVE_KINDS
    }


NHS, UPN = "nhs_number", "upn"
RECORDS = {
    "name and birth": NewChild("Ann", "Lee", BORN),
    "accents": NewChild("Ánn", "O'Lee", BORN),
    "another birth": NewChild("Ann", "Lee", date(2016, 5, 7)),
    "birth not known": NewChild("Ann", "Lee", None),
    "birth that fills the field": NewChild("Ann", "Lee", date(1900, 1, 1)),
    "number": NewChild("Ann", "Lee", BORN, ((NHS, "1"),)),
    "number, another name": NewChild("Zoe", "Hall", BORN, ((NHS, "1"),)),
    "number, a twin": NewChild("Amy", "Lee", BORN, ((NHS, "1"),)),
    "number, all else differs": NewChild(
        "Zoe", "Hall", date(2011, 1, 1), ((NHS, "1"),)
    ),
    "another number": NewChild("Ann", "Lee", BORN, ((NHS, "2"),)),
    "one of two numbers": NewChild("Ann", "Lee", BORN, ((NHS, "1"), (UPN, "9"))),
    "number of another kind": NewChild("Ann", "Lee", BORN, ((UPN, "1"),)),
    "once called so": NewChild("Bea", "Lee", BORN, also_known_as=(("Ann", "Lee"),)),
    "only one name": NewChild("Ann", "", BORN),
}
ASKED = {
    "name and birth": Person("Ann", "Lee", BORN),
    "written otherwise": Person("ANN", "olee", BORN),
    "no birth": Person("Ann", "Lee", None),
    "number": Person("Ann", "Lee", BORN, frozenset({(NHS, "1")})),
    "number, no birth": Person("Ann", "Lee", None, frozenset({(NHS, "1")})),
    "number, no name": Person("unknown", "", None, frozenset({(NHS, "1")})),
    "two numbers": Person("Ann", "Lee", BORN, frozenset({(NHS, "1"), (UPN, "8")})),
    "one name": Person("Ann", "", BORN),
}


def as_record(kept: NewChild) -> Person:
    return Person(
        kept.given_name, kept.family_name, kept.born_on, frozenset(kept.identifiers),
        kept.also_known_as,
    )  # fmt: skip


def test_the_database_grades_as_the_code_does(world: World, concern: UUID) -> None:
    """Every query against every record, each record in an agency of its own."""
    keepers = {}
    for name, record in RECORDS.items():
        keeper = agency(world.at, name, AgencyKind.CHARITY)
        record_child(by=keeper, at=world.at, key=name, child=record)
        keepers[keeper.agency] = name
    found, wanted = {}, {}
    for query, who in ASKED.items():
        with (
            context(world.actors["petra_at_willow"], Purpose.SAFEGUARD),
            connection.cursor() as cursor,
        ):
            numbers = sorted(who.identifiers)
            found[query] = {
                keepers[one]
                for one in look(
                    cursor, asked(world), normalise_name(who.given, who.family) or "",
                    born=who.born_on, schemes=[s for s, _ in numbers],
                    numbers=[v for _, v in numbers],
                )
            }  # fmt: skip
        wanted[query] = {
            name
            for name, record in RECORDS.items()
            if (match := grade(who, as_record(record)))
            and match.grade is not MatchGrade.POSSIBLE
        }
    assert found == wanted
    # Not all, and not none: the comparison has something to tell apart.
    assert 0 < sum(map(len, wanted.values())) < len(RECORDS) * len(ASKED)
