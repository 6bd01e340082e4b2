"""One round: four people send while web, worker and database are killed in turn."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from threading import Barrier, Thread

import psycopg

from tests.factories import World
from tests.faults.clients import Client, InFlight
from tests.faults.mail_server import MailServer
from tests.faults.sends import Send, prepare
from tests.faults.stack import Stack
from tests.faults.victims import PARTS, Victim, bring_back, kill
from tests.personas import Who

# Lena has two tabs open.
SENDERS = (Who.LENA, Who.LENA, Who.PETRA, Who.FREYA)
# One after another, so that there is always one on its way when the service goes.
SENDS_OF_A_TAB = 2
WORKERS_KILL = frozenset({Victim.WORKER, Victim.WORKER_IN_SMTP})
# Four at once take most of a second: the first writes come when half of it is over.
LATEST_SECONDS = 0.9
WORKER_WITHIN_SECONDS = 120
RECOVERED_WITHIN_SECONDS = 60
WORKERS = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > %s"


@dataclass
class Tally:
    """What happened so far; `hits` counts the kills in the middle of something.

    That is a submit on its way or, for a worker in SMTP, a message handed over and not
    answered.
    """

    sends: list[Send] = field(default_factory=list)
    kills: Counter[Victim] = field(default_factory=Counter)
    hits: Counter[Victim] = field(default_factory=Counter)
    rounds: int = 0


@dataclass
class Site:
    """The running service and the people who use it."""

    stack: Stack
    mail: MailServer
    world: World
    clients: dict[Who, Client]
    worker_since: datetime

    def superuser(self) -> psycopg.Connection:
        """Once the database has recovered from what was done to it."""
        until = time.monotonic() + RECOVERED_WITHIN_SECONDS
        while True:
            try:
                return psycopg.connect(self.stack.superuser_url, autocommit=True)
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)


def run_round(site: Site, tally: Tally, draw: random.Random) -> None:
    """Kill one victim of each part, in an order and at moments that are drawn."""
    victims = [draw.choice(part) for part in PARTS]
    draw.shuffle(victims)
    waves = [
        prepared(site, draw, 1 if victim in WORKERS_KILL else SENDS_OF_A_TAB)
        for victim in victims
    ]
    for victim, tabs in zip(victims, waves, strict=True):
        strike(site, tally, victim, tabs, draw)
    tally.rounds += 1


def prepared(
    site: Site, draw: random.Random, each: int = SENDS_OF_A_TAB
) -> list[list[Send]]:
    """Previewed sends for each tab."""
    from django.db import connections

    # The database may have been killed since the last one.
    connections.close_all()
    tabs = [
        [prepare(site.world, sender, draw) for _ in range(each)] for sender in SENDERS
    ]
    for send in chain(*tabs):
        site.clients[send.sender].preview(send)
    return tabs


def strike(
    site: Site,
    tally: Tally,
    victim: Victim,
    tabs: list[list[Send]],
    draw: random.Random,
) -> None:
    """Let everybody submit at once, kill, bring back, wait for every answer."""
    if victim in WORKERS_KILL:
        _wait_for_worker(site)
    if victim is Victim.WORKER_IN_SMTP:
        site.mail.hold()
    in_flight, together = InFlight(), Barrier(len(tabs) + 1)
    threads = list(_submitting(site, tabs, in_flight, together))
    together.wait()
    if victim is Victim.WORKER_IN_SMTP:
        hit = site.mail.handed_while_holding.wait(WORKER_WITHIN_SECONDS)
    else:
        time.sleep(draw.uniform(0, LATEST_SECONDS))
        hit = in_flight.count > 0
    tally.hits[victim] += hit
    kill(site.stack, victim, draw)
    tally.kills[victim] += 1
    site.mail.release()
    if victim in WORKERS_KILL:
        site.worker_since = datetime.now(UTC)
    bring_back(site.stack, victim)
    for thread in threads:
        thread.join()
    tally.sends += chain(*tabs)


def _submitting(
    site: Site, tabs: list[list[Send]], in_flight: InFlight, together: Barrier
) -> Iterator[Thread]:
    for tab in tabs:

        def submit(sends: list[Send] = tab) -> None:
            together.wait()
            for send in sends:
                site.clients[send.sender].submit(send, in_flight)

        thread = Thread(target=submit, daemon=True)
        thread.start()
        yield thread


def _wait_for_worker(site: Site) -> None:
    """A worker that is not there yet cannot be killed at its work."""
    until = time.monotonic() + WORKER_WITHIN_SECONDS
    with site.superuser() as connection:
        while time.monotonic() < until:
            if connection.execute(WORKERS, [site.worker_since]).fetchone() != (0,):
                return
            time.sleep(0.1)
