"""`sharewell serve`: the web server, gunicorn with threads, configured in one place."""

import argparse
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sharewell.cli.django import start

# The path without its query string: a search may hold a child's name.
ACCESS_LOG = "%(t)s %(m)s %(U)s %(s)s %(L)ss"
# Whoever reads the log must not be able to use the link before its owner does.
LINK_WITH_TOKEN = re.compile(r"(?s)^(/sign-in/first/[^/]+)/.*")
# In memory, and written by gunicorn through a file of its own that has no name.
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  # nosec B108 # memory, not a shared folder
MOST = 64
# PostgreSQL ends a session on which nothing was said for so long. Where a statement got
# lost on its way, its thread would otherwise wait for the answer for ever, with every
# lock its transaction took; who sends again would wait for those.
SILENCE = "-c idle_session_timeout=30s -c idle_in_transaction_session_timeout=30s"


def run(arguments: list[str]) -> int:
    """Serve until told to stop; does not return while serving."""
    given = _parser().parse_args(arguments)
    end_silent_sessions()
    start()
    refuse_unsafe_settings()
    _server(given).run()
    return 0


def end_silent_sessions() -> None:
    """Ask it of the database; what the operator asks stands behind and counts."""
    asked = os.environ.get("PGOPTIONS", "")
    os.environ["PGOPTIONS"] = f"{SILENCE} {asked}".strip()


def refuse_unsafe_settings() -> None:
    """What is unsafe in the settings stops the start; the message names each."""
    from django.conf import settings
    from django.core.checks import ERROR, run_checks

    if settings.LEDGER_SIGNING_KEY is not None:
        raise SystemExit(
            "sharewell serve: LEDGER_SIGNING_KEY is set. The web process must not be "
            "able to sign the ledger: give that key to the worker alone."
        )

    faults = [str(one) for one in run_checks(tags=["security"]) if one.level >= ERROR]
    if faults:
        raise SystemExit("sharewell: unsafe settings:\n" + "\n".join(faults))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("sharewell serve", description=__doc__)
    parser.add_argument(
        "--bind", default="127.0.0.1:8000", metavar="ADDRESS:PORT or unix:/path"
    )
    parser.add_argument("--processes", type=_positive, default=2)
    parser.add_argument("--threads", type=_positive, default=8, help="of each process")
    parser.add_argument("--quiet", action="store_true", help="no access log")
    return parser


def _positive(text: str) -> int:
    value = int(text)
    if not 1 <= value <= MOST:
        raise argparse.ArgumentTypeError(f"{text} is not between 1 and {MOST}")
    return value


def options(given: argparse.Namespace) -> dict[str, Any]:
    """Gunicorn's settings; nothing is read from files or from its own variable."""
    return {
        "bind": given.bind,
        "workers": given.processes,
        "worker_class": "gthread",
        "threads": given.threads,
        # Heartbeats on disk stall with the disk, and a stalled worker is killed.
        "worker_tmp_dir": str(SHARED_MEMORY) if SHARED_MEMORY.is_dir() else None,
        "timeout": 60,
        "graceful_timeout": 30,
        "keepalive": 5,
        "accesslog": None if given.quiet else "-",
        "access_log_format": ACCESS_LOG,
        "logger_class": _logger_class(),
        "errorlog": "-",
        "loglevel": "warning",
        "proc_name": "sharewell-web",
        "control_socket_disable": True,
    }


def _logger_class() -> type:
    from gunicorn.glogging import Logger

    class Lines(Logger):  # type: ignore[misc]
        """Gunicorn's, with the path written so that it stays one word of one line."""

        def atoms(self, *given: Any) -> dict[str, Any]:
            """The parts of a line; the path comes decoded, line breaks and all."""
            found: dict[str, Any] = super().atoms(*given)
            path = LINK_WITH_TOKEN.sub(r"\1/-", str(found["U"]))
            found["U"] = quote(path, safe="/.-_~", encoding="latin-1")
            return found

    return Lines


def _server(given: argparse.Namespace) -> Any:
    from django.core.wsgi import get_wsgi_application
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]
        """Gunicorn with our settings and nothing else."""

        def load_config(self) -> None:
            """Take the options; an unknown one is an error."""
            for name, value in options(given).items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            """Made in each process after the fork, so that none shares a connection."""
            return get_wsgi_application()

    return Server()
