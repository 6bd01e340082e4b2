"""`make faults-clock`: web server and sequencer with a false clock, a day back or on.

Contexts follow the database's clock: under a false one nothing is opened or written.
Codes and ID tokens are refused. The sequencer numbers in the order it always does.
Control: with the right clock, before and after, everything works.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

from tests.faults.clock import token
from tests.faults.clock.false_clock import FalseClock, library
from tests.faults.stack import CHECKOUT, Stack
from tests.personas import Who

SHIFTS = {"-1d": timedelta(days=-1), "+1d": timedelta(days=1)}
STEP_BACK = "-2h"
NUMBERED_WITHIN_SECONDS = 90
LEAVES = "SELECT id, index FROM audit_ledger_leaf ORDER BY index, id"
SENT = "SELECT count(*) FROM exchange_disclosure"


class Trial:
    """What was asked, and how it went."""

    def __init__(self, stack: Stack, clock: FalseClock, seed: int) -> None:
        self.stack, self.clock = stack, clock
        self.draw = random.Random(seed)
        self.asked = self.failed = 0

    def ask(self, what: str, ok: bool, said: object = "") -> None:
        self.asked += 1
        self.failed += not ok
        say(f"  {'ok  ' if ok else 'FAIL'}  {what}{'' if ok else f': {said}'}")

    def one(self, query: str) -> int:
        import psycopg

        with psycopg.connect(self.stack.superuser_url) as connection:
            return connection.execute(query).fetchone()[0]

    def all_numbered(self) -> list[tuple[object, int]]:
        """Once nothing waits for a number."""
        import psycopg

        until = time.monotonic() + NUMBERED_WITHIN_SECONDS
        while True:
            with psycopg.connect(self.stack.superuser_url) as connection:
                found = connection.execute(LEAVES).fetchall()
            if all(index is not None for _, index in found):
                return found
            if time.monotonic() > until:
                return found
            time.sleep(0.2)


def main() -> int:
    parser = argparse.ArgumentParser("make faults-clock", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=["embedded", "debian"], default="embedded")
    given = parser.parse_args()
    if library() is None:
        say("NOT RUN: false clocks: script/bootstrap dev faketime")
        return 0
    say(f"faults-clock: seed {given.seed}, engine {given.engine}")
    stack = Stack(given.engine, mail_port=9)
    try:
        stack.start()
        clock = FalseClock(stack.folder / "clock")
        stack._environment |= clock.environment()
        import django

        django.setup()
        stack.start_worker()
        stack.start_web()
        trial = Trial(stack, clock, given.seed)
        play(trial)
    finally:
        stack.stop()
    say(f"asked {trial.asked}, failed {trial.failed}")
    return 1 if trial.failed else 0


def play(trial: Trial) -> None:
    from tests.factories import make_world
    from tests.faults.clients import Client
    from tests.faults.sends import prepare

    world = make_world(datetime.now(UTC))
    lena = Client(trial.stack.base, world.login(Who.LENA))
    trial.ask("control: right clock: the page opens", opens(lena))
    said = token_under(None)
    trial.ask("control: right clock: an honest ID token", said == "accepted", said)
    before = trial.all_numbered()
    for shift, by in SHIFTS.items():
        send = prepare(world, Who.LENA, trial.draw)
        trial.clock.move("+0")
        if not opens(lena):
            # A day on, the session was over.
            wait_for_the_next_code()
            lena = Client(trial.stack.base, world.login(Who.LENA))
        lena.preview(send)
        trial.clock.move(shift)
        under_a_false_clock(trial, world, shift, by)
        trial.ask(f"{shift}: a signed-in person opens nothing", not opens(lena))
        trial.ask(f"{shift}: nothing is sent", not sends(trial, lena, send))
        before = order(trial, before, shift)
    trial.clock.move("+0")
    wait_for_the_next_code()
    petra = Client(trial.stack.base, world.login(Who.PETRA))
    trial.ask("control: right again: sign-in and page", opens(petra))
    trial.clock.move(STEP_BACK)
    trial.ask(f"a step of {STEP_BACK} at work: nothing opens", not opens(petra))
    trial.clock.move("+0")
    trial.ask("control: stepped on again: the page opens", opens(petra))
    send = prepare(world, Who.PETRA, trial.draw)
    petra.preview(send)
    trial.ask("control: right again: it is sent", sends(trial, petra, send))
    order(trial, before, "at the end")
    verified(trial)


def under_a_false_clock(trial: Trial, world, shift: str, by: timedelta) -> None:
    now = datetime.now(UTC)
    for who, at, which in (
        (Who.PETRA, now, "the true code"),
        (Who.FREYA, now + by, "the code of that day"),
    ):
        came_in = signs_in(trial, world.login(who), at)
        trial.ask(f"{shift}: {which} is refused", not came_in)
    said = token_under(trial.clock)
    trial.ask(f"{shift}: an honest ID token is refused", "refused" in said, said)


def signs_in(trial: Trial, login, at: datetime) -> bool:
    from sharewell.accounts.provision import current_code
    from sharewell.demo.browser import Browser

    browser = Browser(trial.stack.base)
    email, password, secret = login
    try:
        page = browser.fill(browser.open("/sign-in"), login=email, password=password)
        page = browser.fill(page, code=current_code(secret, at))
    except Exception:  # noqa: BLE001 - whatever the page is, nobody came in
        return False
    return page.path == "/your-work"


def opens(client) -> bool:
    """Whether the page of a signed-in person is shown."""
    try:
        return client.browser.open("/your-work").path == "/your-work"
    except Exception:  # noqa: BLE001 - a page of an error is what we ask for
        return False


def sends(trial: Trial, client, send) -> bool:
    """Whether it was acknowledged, or is there."""
    there = trial.one(SENT)
    try:
        client._post(send)
    except OSError:
        pass
    return send.acknowledged is not None or trial.one(SENT) > there


def order(trial: Trial, before: list, when: str) -> list:
    """What had a number has it still, and no number is left out."""
    now = trial.all_numbered()
    numbers = [index for _, index in now]
    whole = numbers == list(range(len(now)))
    trial.ask(f"{when}: all numbered, without a gap", whole, numbers[-5:])
    trial.ask(f"{when}: the order before is unchanged", now[: len(before)] == before)
    return now


def verified(trial: Trial) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sharewell.cli.main", "ledger", "verify", "--quiet"],
        text=True, capture_output=True, cwd=CHECKOUT,
    )  # fmt: skip
    trial.ask("the ledger verifies", done.returncode == 0, done.stdout + done.stderr)


def token_under(clock: FalseClock | None) -> str:
    """What a process with that clock says to a token of this moment."""
    from tests.agency_provider.scripted import key, public, signed

    now = int(time.time())
    claims = {
        "iss": token.ISSUER, "aud": token.CLIENT, "sub": "s", "nonce": token.NONCE,
        "iat": now, "exp": now + 300, "auth_time": now - 60, "acr": "two",
    }  # fmt: skip
    given = {
        "token": signed(claims, key(), "one"),
        "keys": {"keys": [public(key())]},
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.clock.token"],
        input=json.dumps(given), text=True, capture_output=True, cwd=CHECKOUT,
        env=os.environ | (clock.environment() if clock else {}),
    )  # fmt: skip
    return done.stdout.strip() or done.stderr[-300:]


def wait_for_the_next_code() -> None:
    """One code, one sign-in."""
    time.sleep(30 - time.time() % 30 + 0.5)


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
