"""The real server and worker, as processes of their own, on this worker's database."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

COMMAND = [sys.executable, "-m", "sharewell.cli.main"]


@contextmanager
def serving(**settings: str) -> Iterator[str]:
    """`sharewell serve` on a free port until the block ends; gives its address.

    `settings` are added to the environment; a test needs them for another time-out.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    serve = ["serve", "--bind", f"127.0.0.1:{port}", "--processes", "1", "--quiet"]
    # The web process starts only without the ledger's private key.
    environment = {"BASE_URL": address, "LEDGER_SIGNING_KEY": "", **settings}
    with _running(serve, **environment) as process:
        _wait_until_ready(process, address)
        yield address


@contextmanager
def working(**settings: str) -> Iterator[None]:
    """`sharewell worker` until the block ends."""
    with _running(["worker", "--concurrency", "1"], **settings):
        yield


@contextmanager
def _running(
    arguments: list[str], **settings: str
) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([*COMMAND, *arguments], env={**os.environ, **settings})
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _wait_until_ready(process: subprocess.Popen[bytes], address: str) -> None:
    while True:
        assert process.poll() is None, f"The server ended with {process.returncode}."
        try:
            with urllib.request.urlopen(f"{address}/readyz"):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
