"""`make faults-parallel`: one submit, a hundred times at once, to four processes.

Each time one disclosure must come of it, and a hundred equal answers. Control: a server
that does not remember submits must send more than once.
"""

import http.client
import random
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Barrier, Thread
from urllib.parse import urlencode

import psycopg

from tests.faults.durability.arguments import arguments
from tests.faults.stack import Stack
from tests.personas import Who

AT_ONCE = 100
PROCESSES = 4
CONTROL_TRIALS = 3
TIMEOUT_SECONDS = 300
COUNT = """
SELECT count(*), (SELECT count(*) FROM audit_ledger_leaf
                   WHERE event = 'disclosure.sent' AND object_id IN
                         (SELECT id FROM exchange_disclosure WHERE decision_id = %s)),
       (SELECT count(*) FROM access_submitted_once
         WHERE result ->> 'disclosure' IN
               (SELECT id::text FROM exchange_disclosure WHERE decision_id = %s))
  FROM exchange_disclosure WHERE decision_id = %s
"""


@dataclass
class Tally:
    """Over all trials; `wrong` names what was not as it must be."""

    trials: int = 0
    answers: int = 0
    effects: int = 0
    wrong: list[str] = field(default_factory=list)


def main() -> int:
    given = arguments("make faults-parallel", __doc__, trials=10)
    say(
        f"faults-parallel: seed {given.seed}, engine {given.engine}, {given.trials} "
        f"keys, {AT_ONCE} submits of each at once, {PROCESSES} processes"
    )
    stack = Stack(given.engine, mail_port=9)
    stack.processes = PROCESSES
    try:
        stack.start()
        import django

        django.setup()
        stack.start_web()
        failed = play(stack, given.trials, given.seed)
    finally:
        stack.stop()
    return int(failed)


def play(stack: Stack, trials: int, seed: int) -> bool:
    from tests.factories import make_world
    from tests.faults.clients import Client

    draw = random.Random(seed)
    world = make_world(datetime.now(UTC))
    lena = Client(stack.base, world.login(Who.LENA))
    tally = Tally()
    for _ in range(trials):
        one_key(stack, world, lena, draw, tally)
    say(
        f"keys {tally.trials}, answers {tally.answers}, effects {tally.effects}, "
        f"WRONG {len(tally.wrong)}"
    )
    for line in tally.wrong[:10]:
        say(f"  {line}")
    return bool(tally.wrong) | is_blind(stack, world, lena, draw)


def one_key(stack: Stack, world, client, draw: random.Random, tally: Tally) -> None:
    """A fresh decision, previewed once and submitted a hundred times."""
    from tests.faults.sends import prepare

    send = prepare(world, Who.LENA, draw)
    client.preview(send)
    answers = at_once(stack.port, client, send)
    with psycopg.connect(stack.superuser_url) as connection:
        found = connection.execute(COUNT, [send.decision] * 3).fetchone()
    tally.trials += 1
    tally.answers += len(answers)
    tally.effects += found[0]
    if len(set(answers)) != 1 or "/disclosures/" not in answers[0]:
        tally.wrong.append(f"answers: {sorted(set(answers))[:4]}")
    if found != (1, 1, 1):
        tally.wrong.append(f"disclosures, leaves, remembered: {found}")


def at_once(port: int, client, send) -> list[str]:
    """What each of the hundred was answered: status and where it led."""
    body = urlencode(send.fields)
    path = f"/decisions/{send.decision}/send"
    cookies = _cookies(client)
    together, answers = Barrier(AT_ONCE), []

    def submit() -> None:
        connection = http.client.HTTPConnection(
            "127.0.0.1", port, timeout=TIMEOUT_SECONDS
        )
        together.wait()
        try:
            connection.request("POST", path, body, _headers(port, path, cookies))
            reply = connection.getresponse()
            answers.append(f"{reply.status} {reply.headers.get('Location')}")
        except OSError as fault:
            answers.append(f"no answer: {fault}")
        finally:
            connection.close()

    threads = [Thread(target=submit, daemon=True) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _cookies(client) -> str:
    for handler in client.browser.opener.handlers:
        if jar := getattr(handler, "cookiejar", None):
            return "; ".join(f"{one.name}={one.value}" for one in jar)
    raise RuntimeError("This browser keeps no cookies.")


def _headers(port: int, path: str, cookies: str) -> dict[str, str]:
    return {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": cookies,
        "Referer": f"http://127.0.0.1:{port}{path}",
        "Connection": "close",
    }


def is_blind(stack: Stack, world, client, draw: random.Random) -> bool:
    """Whether a server without that memory was not seen to send twice."""
    stack.end_web()
    stack.start_web("tests.faults.careless", "key")
    tally = Tally()
    until = time.monotonic() + TIMEOUT_SECONDS
    while tally.trials < CONTROL_TRIALS and not tally.wrong:
        if time.monotonic() > until:
            break
        one_key(stack, world, client, draw, tally)
    seen = tally.effects > tally.trials
    say(
        f"control, a server without memory: {tally.effects} effects of {tally.trials} "
        f"keys: {'seen' if seen else 'BLIND'}"
    )
    return not seen


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
