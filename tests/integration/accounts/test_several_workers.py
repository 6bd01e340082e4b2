"""Guessing and starting, with the real server in several processes at once."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
import requests

from sharewell.accounts.models import User
from sharewell.accounts.provision import create_login
from tests.integration.accounts.signing_in import EMAIL, PASSWORD, SECRET

CHECKOUT = Path(__file__).resolve().parents[3]
SERVE = [sys.executable, "-m", "sharewell.cli.main", "serve", "--quiet"]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
AT_ONCE, ALLOWED = 24, 5
SECONDS = 60


@pytest.fixture
def ada(database: None) -> User:
    return create_login(EMAIL, PASSWORD, SECRET)


@pytest.fixture
def address(ada: User, tmp_path: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        bound = f"127.0.0.1:{probe.getsockname()[1]}"
    log = tmp_path / "log"
    with log.open("w") as said:
        process = subprocess.Popen(
            [*SERVE, "--bind", bound, "--processes", "3", "--threads", "8"],
            cwd=CHECKOUT,
            env={**os.environ, "LEDGER_SIGNING_KEY": ""},
            stdout=said,
            stderr=said,
        )
    until = time.monotonic() + SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            requests.get(f"http://{bound}/urgent", timeout=SECONDS)
            break
        except requests.ConnectionError:
            time.sleep(0.1)
    assert process.poll() is None, log.read_text()
    yield f"http://{bound}"
    process.kill()
    process.wait()


class Guesser:
    """A browser of its own."""

    def __init__(self, address: str) -> None:
        self.address, self.session = address, requests.Session()

    def sends(self, path: str, **form: str) -> requests.Response:
        page = self.session.get(f"{self.address}{path}", timeout=SECONDS)
        return self.session.post(
            f"{self.address}{path}",
            data={**form, "csrfmiddlewaretoken": TOKEN.findall(page.text)[0]},
            timeout=SECONDS,
        )


def tries(guessers: list[Guesser], guess: Callable[[Guesser], bool]) -> int:
    """How many of many guesses at once were looked at, and not turned away."""
    ready = Barrier(len(guessers))

    def alone(one: Guesser) -> bool:
        ready.wait()
        return guess(one)

    with ThreadPoolExecutor(len(guessers)) as pool:
        return sum(pool.map(alone, guessers))


@pytest.mark.slow  # with `make test-all`
def test_passwords_guessed_at_once_in_several_processes(address: str) -> None:
    def guess(one: Guesser) -> bool:
        reply = one.sends("/sign-in", login=EMAIL, password="not hers")
        return "We could not sign you in" in reply.text

    assert tries([Guesser(address) for _ in range(AT_ONCE)], guess) == ALLOWED
    late = Guesser(address).sends("/sign-in", login=EMAIL, password=PASSWORD)
    assert "too many attempts" in late.text


def test_codes_guessed_at_once_in_several_processes(address: str) -> None:
    def guess(one: Guesser) -> bool:
        reply = one.sends("/sign-in/code", code="000000")
        return "That code did not work" in reply.text

    guessers = [Guesser(address) for _ in range(AT_ONCE)]
    for one in guessers:
        one.sends("/sign-in", login=EMAIL, password=PASSWORD)
    assert tries(guessers, guess) == ALLOWED


@pytest.mark.parametrize("kind", ["locmem.LocMemCache", "dummy.DummyCache"])
def test_the_server_does_not_start_on_a_cache_of_one_process(
    database: None, tmp_path: Path, kind: str
) -> None:
    settings = tmp_path / "one_process.py"
    settings.write_text(
        "from sharewell.config.settings import *  # noqa: F403\n"
        f"CACHES = {{'default': {{'BACKEND': 'django.core.cache.backends.{kind}'}}}}\n"
    )
    done = subprocess.run(
        [*SERVE, "--bind", "127.0.0.1:0"],
        cwd=CHECKOUT,
        env={
            **os.environ,
            "LEDGER_SIGNING_KEY": "",
            "PYTHONPATH": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "one_process",
        },
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert done.returncode != 0
    assert "seen by one process alone" in done.stderr
