"""Starts the real provider of `provider.mjs`, and walks through it as browsers do."""

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import requests

HERE = Path(__file__).resolve().parent
NODE = HERE.parents[1] / ".venv" / "bin" / "node"
TWO_FACTORS = "https://acr.example/two-factors"
MOVED = {302, 303}
SECONDS = 30


@contextmanager
def provider(redirect_uri: str, client_id: str, secret: str) -> Iterator[str]:
    """Its address. It ends with the block, or with this process if that is killed."""
    asked = {
        "client_id": client_id,
        "client_secret": secret,
        "redirect_uri": redirect_uri,
        "signed_out_uri": urljoin(redirect_uri, "/signed-out"),
    }
    with subprocess.Popen(
        [NODE, HERE / "provider.mjs", json.dumps(asked)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.stdin.close()
        process.wait(SECONDS)


class Browser:
    """Goes from our page to the provider's, signs in there, and brings back what came.

    By hand and not by following redirects: the last one leads to a test client.
    """

    def __init__(self, redirect_uri: str) -> None:
        self.redirect_uri = redirect_uri
        self.session = requests.Session()

    def signs_in(self, address: str, account: str, factors: str = "two") -> str:
        """The address that the provider sends the browser back to."""
        form = {"account": account, "factors": factors, "answer": "go"}
        return self._answer(address, form)

    def turns_back(self, address: str) -> str:
        """The same, without signing in."""
        return self._answer(address, {"answer": "cancel"})

    def is_asked(self, address: str) -> bool:
        """Whether the provider asks who it is, or knows the browser already."""
        return self._open(address)[0] is not None

    def signs_out(self, address: str) -> str:
        """Agree to the provider's question; the address that it sends back to."""
        page = self.session.get(address, timeout=SECONDS)
        form = dict(re.findall(r'name="(xsrf)" value="([^"]+)"', page.text))
        action = re.search(r'action="([^"]+)"', page.text)
        assert action is not None, page.text
        reply = self.session.post(
            action[1],
            data={**form, "logout": "yes"},
            allow_redirects=False,
            timeout=SECONDS,
        )
        return reply.headers["Location"]

    def _answer(self, address: str, form: dict[str, str]) -> str:
        page, at = self._open(address)
        assert page is not None
        assert re.search("The agency.s own sign-in", page.text), page.text
        reply = self.session.post(at, data=form, allow_redirects=False, timeout=SECONDS)
        return self._open(urljoin(at, reply.headers["Location"]))[1]

    def _open(self, address: str) -> tuple[requests.Response | None, str]:
        while not address.startswith(self.redirect_uri):
            reply = self.session.get(address, allow_redirects=False, timeout=SECONDS)
            if reply.status_code not in MOVED:
                return reply, address
            address = urljoin(address, reply.headers["Location"])
        return None, address
