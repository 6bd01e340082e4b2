"""Starts everything the demo needs, walks the main job once, then waits for Ctrl-C.

Called by script/demo, which has started the database. `--check` stops after the walk;
the exit code says whether it went well.
"""

import argparse
import os
import signal
import socket
import subprocess  # nosec B404 # own programs, no shell
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sharewell.demo.secrets import environment

START_SECONDS = 240
# The sequencer's role and key.
NOT_FOR_THE_WEB = {"LEDGER_DATABASE_URL", "LEDGER_SIGNING_KEY"}
STARTED = time.monotonic()


def main() -> int:
    """The whole life of the demo; 0 when the walk went well."""
    given = _arguments()
    # A stop request ends the block below, which ends the processes it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    port, mail_port = _free_port(given.port), _free_port(0)
    os.environ.update(environment(given.state))
    os.environ["BASE_URL"] = f"http://127.0.0.1:{port}"
    os.environ["SMTP_URL"] = f"smtp://127.0.0.1:{mail_port}"
    with _processes(given.state, port, mail_port) as running:
        try:
            _walk_once(given.state)
        except Exception as problem:  # noqa: BLE001 - whatever it was, the demo failed
            _say(f"FAILED: {problem}")
            _say("If the demo was made by an earlier version: script/demo --reset")
            return 1
        _invite()
        if given.check:
            return 0
        return _wait(running)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--state", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--check", action="store_true", help="walk once, then stop")
    return parser.parse_args()


@contextmanager
def _processes(
    state: Path, port: int, mail_port: int
) -> Iterator[list[subprocess.Popen[bytes]]]:
    running: list[subprocess.Popen[bytes]] = []
    logs = state / "logs"
    logs.mkdir(exist_ok=True)
    environ = {k: v for k, v in os.environ.items() if k != "OWNER_DATABASE_URL"}
    web = {k: v for k, v in environ.items() if k not in NOT_FOR_THE_WEB}

    def start(name: str, *command: str, env: dict[str, str]) -> None:
        with (logs / f"{name}.log").open("ab") as log:
            running.append(
                subprocess.Popen(  # nosec B603 # own programs, no shell
                    [sys.executable, "-m", *command], stdout=log, stderr=log, env=env
                )
            )

    try:
        _say("migrating the database")
        subprocess.run(  # nosec B603 # own programs, no shell
            [sys.executable, "-m", "sharewell.cli.main", "setup", "--quiet"], check=True
        )
        _say("starting mail, web and worker")
        folder = os.environ["SENT_MESSAGES_DIR"]
        start(
            "mail",
            "sharewell.demo.mail_server",
            "--port",
            str(mail_port),
            "--folder",
            folder,
            env=environ,
        )
        start(
            "web",
            "sharewell.cli.main",
            "serve",
            "--bind",
            f"127.0.0.1:{port}",
            "--processes",
            "1",
            env=web,
        )
        start("worker", "sharewell.cli.main", "worker", env=environ)
        _wait_for_web(running)
        yield running
    finally:
        for process in reversed(running):
            process.terminate()
        for process in running:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
        _say("stopped")


def _walk_once(state: Path) -> None:
    import django

    django.setup()
    from sharewell.demo.seed import seed
    from sharewell.demo.walk import walk
    from sharewell.web.clock import now

    password = os.environ["DEMO_PASSWORD"]
    _say("seeding the partnership (half a minute the first time)")
    roster = seed(at=now(), password=password)
    _say(f"{len(roster.sign_ins)} people can sign in; walking the main job once")
    walk(os.environ["BASE_URL"], roster, password, _say)


def _wait_for_web(running: list[subprocess.Popen[bytes]]) -> None:
    address = f"{os.environ['BASE_URL']}/readyz"
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if any(process.poll() is not None for process in running):
            raise SystemExit("A process of the demo ended at once: see its log.")
        try:
            with urllib.request.urlopen(address, timeout=2):  # nosec B310 # the address of its own page
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise SystemExit(f"The web server did not answer within {START_SECONDS} s.")


def _invite() -> None:
    base, password = os.environ["BASE_URL"], os.environ["DEMO_PASSWORD"]
    print(
        f"\n  Sharewell is running:  {base}\n"
        f"  Who can sign in, with the codes of the moment:  {base}/demo/sign-ins\n"
        f"  The password of everybody:  {password}\n"
        f"  The e-mails that were sent:  {base}/demo/messages (after sign-in)\n"
        "  Stop with Ctrl-C; start again with script/demo; begin afresh with "
        "script/demo --reset\n",
        flush=True,
    )


def _wait(running: list[subprocess.Popen[bytes]]) -> int:
    try:
        while all(process.poll() is None for process in running):
            time.sleep(1)
    except KeyboardInterrupt:
        return 0
    _say("A process of the demo has ended: see its log.")
    return 1


def _free_port(wanted: int) -> int:
    """The wanted port if nobody has it, else one that is free."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                _say(f"port {port} is taken: using another")
                continue
            return int(probe.getsockname()[1])
    raise SystemExit("No port is free on 127.0.0.1.")


def _say(text: str) -> None:
    print(f"  {time.monotonic() - STARTED:5.1f} s  {text}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
