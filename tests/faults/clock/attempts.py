"""What people, programs and the sequencer try under a false clock."""

import json
import os
import random
import subprocess
import sys
import time
from datetime import datetime

import psycopg

from tests.faults.clock import token
from tests.faults.clock.false_clock import FalseClock
from tests.faults.stack import CHECKOUT, Stack

OK = 200
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
        with psycopg.connect(self.stack.superuser_url) as connection:
            return connection.execute(query).fetchone()[0]

    def all_numbered(self) -> list[tuple[object, int]]:
        """Once nothing waits for a number."""
        until = time.monotonic() + NUMBERED_WITHIN_SECONDS
        while True:
            with psycopg.connect(self.stack.superuser_url) as connection:
                found = connection.execute(LEAVES).fetchall()
            if all(index is not None for _, index in found):
                return found
            if time.monotonic() > until:
                return found
            time.sleep(0.2)


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
    """Whether the page of a signed-in person is shown, and not the page of an error."""
    browser = client.browser
    try:
        with browser.opener.open(f"{browser.base}/your-work") as reply:
            return reply.status == OK and reply.url == f"{browser.base}/your-work"
    except OSError:
        return False


def sends(trial: Trial, client, send) -> bool:
    """Whether it was acknowledged, or is there."""
    there = trial.one(SENT)
    try:
        client._post(send)
    except OSError:
        pass
    return send.acknowledged is not None or trial.one(SENT) > there


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
