"""`sharewell serve`: answers over HTTP, stops when told, and logs no query string."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


class Web:
    """A server of one process on a free port, in a terminal that is kept."""

    def __init__(self, log: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{probe.getsockname()[1]}"
        self.log = log
        command = ["serve", "--bind", self.address, "--processes", "1"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sharewell.cli.main", *command],
            cwd=CHECKOUT,
            env={**os.environ, "LEDGER_SIGNING_KEY": ""},
            stdout=log.open("w"),
            stderr=subprocess.STDOUT,
        )

    def get(self, path: str) -> int:
        """The status; waits for the server to be there."""
        while self.process.poll() is None:
            try:
                with urlopen(f"http://{self.address}{path}") as answer:
                    return answer.status
            except HTTPError as answer:
                return answer.code
            except OSError:
                time.sleep(0.1)
        pytest.fail(self.log.read_text())


@pytest.fixture
def web(database: None, tmp_path: Path) -> Iterator[Web]:
    made = Web(tmp_path / "log")
    yield made
    made.process.kill()
    made.process.wait()


def test_it_answers_and_stops_cleanly(web: Web) -> None:
    assert web.get("/accounts/login/") < 500
    web.process.send_signal(signal.SIGTERM)
    assert web.process.wait() == 0


def test_a_search_leaves_no_name_in_the_log(web: Web) -> None:
    web.get("/no-such-page/?name=Inventedname")
    web.get("/sign-in/first/0000/Inventedtoken")
    web.process.send_signal(signal.SIGTERM)
    web.process.wait()
    said = web.log.read_text()
    assert "/no-such-page/" in said
    assert "Inventedname" not in said
    assert "GET /sign-in/first/0000/- " in said


def test_no_address_writes_a_line_of_its_own(web: Web) -> None:
    web.get("/no-such-page%0a%0dINVENTED%20LINE%1b[0m")
    web.process.send_signal(signal.SIGTERM)
    web.process.wait()
    said = web.log.read_text()
    assert "no-such-page" in said
    assert not [one for one in said.splitlines() if one.startswith("INVENTED")]
    assert "\x1b" not in said


def test_a_line_of_the_log_has_its_zone() -> None:
    import logging

    root = logging.getLogger()
    (handler,) = [h for h in root.handlers if type(h) is logging.StreamHandler]
    record = logging.LogRecord("x", logging.WARNING, "x", 1, "words", None, None)
    moment = handler.format(record).split()[0]
    assert datetime.fromisoformat(moment).tzinfo is not None


def test_a_fault_of_ours_tells_nothing(
    database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.test import Client
    from django.urls import get_resolver

    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError("secret words in a fault")

    pattern = next(p for p in get_resolver().url_patterns if p.name == "privacy")
    monkeypatch.setattr(pattern, "callback", break_down)
    reply = Client(raise_request_exception=False).get("/privacy")
    assert reply.status_code == 500
    said = reply.content.decode()
    assert "Something went wrong on our side" in said
    assert not any(one in said for one in ("secret", "Traceback", "RuntimeError"))


AMBIGUOUS = (
    "Content-Length: 5\r\nTransfer-Encoding: chunked",
    "Content-Length: 5\r\nContent-Length: 6",
    "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
    "Content-Length: +5",
    "Transfer-Encoding: xchunked",
)


def test_of_a_request_whose_end_is_not_clear_nothing_is_taken(web: Web) -> None:
    web.get("/sign-in")
    host, port = web.address.split(":")
    for lengths in AMBIGUOUS:
        with socket.create_connection((host, int(port)), timeout=10) as line:
            sent = f"POST /sign-in HTTP/1.1\r\nHost: {web.address}\r\n{lengths}\r\n\r\n"
            line.sendall(f"{sent}0\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n".encode())
            answer = b"".join(iter(lambda line=line: line.recv(65_536), b"")).decode()
        assert answer.count("HTTP/1.1 ") == 1, lengths
        assert answer.split()[1] in {"400", "501"}, lengths
    assert "smuggled" not in web.log.read_text()


@pytest.mark.parametrize("threads", ["0", "65", "many"])
def test_a_senseless_number_is_refused(threads: str) -> None:
    from sharewell.cli.main import main

    with pytest.raises(SystemExit) as stopped:
        main(["serve", "--threads", threads])
    assert stopped.value.code == 2


def test_the_web_process_refuses_the_ledgers_key(settings) -> None:
    from sharewell.cli.serve import refuse_unsafe_settings

    settings.LEDGER_SIGNING_KEY = b"l" * 32
    with pytest.raises(SystemExit, match="LEDGER_SIGNING_KEY"):
        refuse_unsafe_settings()


SHOWN = """
from sharewell.cli import serve
class Shows:
    def run(self):
        from django.db import connection
        with connection.cursor() as cursor:
            for name in ("idle_session_timeout", "idle_in_transaction_session_timeout"):
                cursor.execute(f"SHOW {name}")
                print(*cursor.fetchone())
serve._server = lambda given: Shows()
serve.run([])
"""


def timeouts(asked: str) -> list[str]:
    """Of a session of the web process, where the operator asks this besides."""
    return subprocess.run(
        [sys.executable, "-c", SHOWN],
        cwd=CHECKOUT,
        env={**os.environ, "LEDGER_SIGNING_KEY": "", "PGOPTIONS": asked},
        text=True,
        capture_output=True,
        check=True,
    ).stdout.split()


def test_the_database_ends_a_session_in_which_nothing_is_said(database: None) -> None:
    assert timeouts("") == ["30s", "30s"]
    assert timeouts("-c idle_session_timeout=5s") == ["5s", "30s"]


def test_the_next_page_is_there_when_the_database_ended_the_session(
    database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGOPTIONS", "-c idle_session_timeout=1s")
    web = Web(tmp_path / "log")
    try:
        assert [web.get("/readyz")] == [200]
        time.sleep(2)
        assert [web.get("/readyz") for _ in range(10)] == [200] * 10
    finally:
        web.process.kill()
        web.process.wait()
