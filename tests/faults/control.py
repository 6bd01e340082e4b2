"""Faults planted on purpose: a check that does not see one of them is blind."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import psycopg

from tests.faults.ledger import judge_ledger
from tests.faults.mails import Copies, judge_jobs, judge_mails
from tests.faults.plants import HALF, PLANTS, Plant
from tests.faults.rounds import Site, Tally, prepared, strike
from tests.faults.verdict import Fault, FaultKind, judge
from tests.faults.victims import Victim

CARELESS = "tests.faults.careless"
# How often the careless server may be killed before its halves must have shown.
CHANCES = 8
Say = Callable[[str], None]


def controls(site: Site, tally: Tally, draw: random.Random, say: Say) -> list[str]:
    """The names of the planted faults that were not seen."""
    blind = [plant.name for plant in PLANTS if not _is_seen(site, tally, plant)]
    blind += [name for name, mail in _mail_plants(site) if not _is_missed(site, mail)]
    # What cannot be taken back comes last.
    if not _careless_is_seen(site, draw, say):
        blind.append("a server that does not act in one transaction")
    if not _ledger_is_seen(site):
        blind.append("an item deleted behind the ledger's back")
    for name in blind:
        say(f"BLIND: {name}")
    seen = len(PLANTS) + 4 - len(blind)
    say(f"controls: {seen} of {len(PLANTS) + 4} planted faults were seen")
    return blind


def _is_seen(site: Site, tally: Tally, plant: Plant) -> bool:
    with _undone(site) as connection:
        connection.execute(plant.sql)
        return plant.seen_as in {f.kind for f in _faults(connection, site, tally)}


def _faults(connection: psycopg.Connection, site: Site, tally: Tally) -> list[Fault]:
    now = datetime.now(UTC)
    return [
        *judge(connection, tally.sends),
        *judge_mails(connection, site.mail.copies, queued_before=now),
        *judge_jobs(connection),
    ]


@contextmanager
def _undone(site: Site) -> Iterator[psycopg.Connection]:
    """Triggers and foreign keys off; whatever is done is taken back at the end."""
    with site.superuser() as connection, connection.transaction(force_rollback=True):
        connection.execute("SET LOCAL session_replication_role = replica")
        yield connection


def _mail_plants(site: Site) -> Iterator[tuple[str, Copies]]:
    first, *others = site.mail.copies.items()
    yield "a message never arrived", dict(others)
    yield "a copy differs", dict(others) | {first[0]: [*first[1], b"another"]}


def _is_missed(site: Site, copies: Copies) -> bool:
    with site.superuser() as connection:
        return any(judge_mails(connection, copies, queued_before=datetime.now(UTC)))


def _careless_is_seen(site: Site, draw: random.Random, say: Say) -> bool:
    """Kill a server that commits each statement by itself, until a half is seen."""
    tally = Tally()
    for chance in range(1, CHANCES + 1):
        tabs = prepared(site, draw)
        site.stack.end_web()
        site.stack.start_web(CARELESS)
        strike(site, tally, Victim.WEB, tabs, draw)
        with site.superuser() as connection:
            halves = [f for f in judge(connection, tally.sends) if f.kind is HALF]
        if halves:
            say(f"the careless server left {len(halves)} halves at kill {chance}")
            return True
    return False


def _ledger_is_seen(site: Site) -> bool:
    with site.superuser() as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(PLANTS[0].sql)
    return any(fault.kind is FaultKind.LEDGER for fault in judge_ledger())
