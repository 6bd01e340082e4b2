"""The pages of these tests over a socket, for a real browser."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.core.wsgi import get_wsgi_application
from django.db import connections


class Server(ThreadingMixIn, WSGIServer):
    """Many requests at once."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """A server that keeps to itself."""

    def log_message(self, *args: Any) -> None:
        """Nothing on the screen of the tests."""


@contextmanager
def serving() -> Iterator[int]:
    """The port, on this machine only."""
    server = make_server("127.0.0.1", 0, get_wsgi_application(), Server, Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield int(server.server_port)
    server.shutdown()
    server.server_close()
    thread.join()


def elsewhere(work: Callable[[], Any]) -> Any:
    """The browser's loop runs in this thread, where Django asks no database."""
    found: list[Any] = []

    def run() -> None:
        try:
            found.append(work())
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return found[0]
