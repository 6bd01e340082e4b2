"""Faults planted on purpose: a check that does not see one of them is blind."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg

from tests.faults.ledger import judge_ledger
from tests.faults.mails import Copies, judge_jobs, judge_mails
from tests.faults.plants import PLANTS, Plant
from tests.faults.rounds import Site, Tally
from tests.faults.sabotage import unseen_harm
from tests.faults.verdict import Fault, FaultKind, judge

Say = Callable[[str], None]


def controls(site: Site, tally: Tally, draw: random.Random, say: Say) -> list[str]:
    """The names of the planted faults that were not seen."""
    unseen = {plant.name: not _is_seen(site, tally, plant) for plant in PLANTS}
    for name, copies in _mail_plants(site):
        unseen[name] = not _is_mail_seen(site, copies)
    # What cannot be taken back comes last.
    unseen |= unseen_harm(site, tally, draw, say)
    unseen["an item deleted behind the ledger's back"] = not _is_ledger_seen(site)
    blind = [name for name, is_unseen in unseen.items() if is_unseen]
    for name in blind:
        say(f"BLIND: {name}")
    seen = len(unseen) - len(blind)
    say(f"controls: {seen} of {len(unseen)} planted faults were seen")
    return blind


def _is_seen(site: Site, tally: Tally, plant: Plant) -> bool:
    with _undone(site) as connection:
        connection.execute(plant.sql)
        return plant.seen_as in {f.kind for f in _faults(connection, site, tally)}


def _faults(connection: psycopg.Connection, site: Site, tally: Tally) -> list[Fault]:
    return [
        *judge(connection, tally.sends),
        *judge_mails(connection, site.mail.copies),
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


def _is_mail_seen(site: Site, copies: Copies) -> bool:
    with site.superuser() as connection:
        return any(judge_mails(connection, copies))


def _is_ledger_seen(site: Site) -> bool:
    with site.superuser() as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(PLANTS[0].sql)
    return any(fault.kind is FaultKind.LEDGER for fault in judge_ledger())
