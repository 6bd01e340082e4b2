"""A small web server for one page, its files and its two background requests."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

STATIC = Path(__file__).parents[3] / "sharewell/web/static"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-n'; style-src 'self'; "
    "connect-src 'self'; form-action 'self'; img-src 'self' data:; "
    "base-uri 'none'; frame-ancestors 'none'"
)


@dataclass
class Site:
    """What the server answers, and what it was sent. The test changes it."""

    page: str = ""
    reply: tuple[int, dict[str, str]] = (200, {})
    posted: list[tuple[str, str]] = field(default_factory=list)
    address: str = ""


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """Serve the site on a free port of this machine until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            file = STATIC / self.path.removeprefix("/static/")
            if self.path.startswith("/static/"):
                self._answer(200, KINDS[file.suffix], file.read_bytes())
            else:
                self._answer(200, "text/html; charset=utf-8", site.page.encode())

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            site.posted.append((self.path, self.rfile.read(length).decode()))
            status, reply = site.reply
            self._answer(status, "application/json", json.dumps(reply).encode())

        def _answer(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Stay silent: the test reads `site.posted` instead."""

    return Handler
