"""A provider that says whatever it is told to: the hostile one of the tests."""

import base64
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

MINUTE = 60
Reply = tuple[int, str, bytes]


@cache
def key(which: str = "its own") -> rsa.RSAPrivateKey:
    """A signing key; made once, for it takes a while."""
    return rsa.generate_private_key(65_537, 2048)


@dataclass
class Scripted:
    """Answers honestly, but for what a test changes."""

    client_id: str
    subject: str
    acr: str
    address: str = ""
    # What the tests change: claims put over the honest ones (None takes one away), the
    # whole token, whole replies by path, or what it says about itself.
    claims: dict[str, Any] = field(default_factory=dict)
    token: Any = None
    replies: dict[str, Reply] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    signing: rsa.RSAPrivateKey = field(default_factory=key)
    kid: str | None = "one"
    # What it was asked at each sign-in.
    asked: dict[str, str] = field(default_factory=dict)
    sent: dict[str, str] = field(default_factory=dict)

    def tells_the_truth(self) -> None:
        """Forget the changes of the lie before."""
        self.claims, self.replies, self.about = {}, {}, {}
        self.token, self.signing, self.kid = None, key(), "one"

    def visited(self, address: str) -> None:
        """A browser came here to sign in, with these parameters."""
        query = parse_qs(urlsplit(address).query)
        self.asked = {name: values[0] for name, values in query.items()}

    def honest_claims(self) -> dict[str, Any]:
        """Everything as it should be."""
        now = int(time.time())
        return {
            "iss": self.address,
            "aud": self.client_id,
            "sub": self.subject,
            "nonce": self.asked["nonce"],
            "iat": now,
            "exp": now + 5 * MINUTE,
            "auth_time": now - MINUTE,
            "acr": self.acr,
        }

    def id_token(self) -> Any:
        """The token as the test wants it."""
        if self.token is not None:
            return self.token(self) if callable(self.token) else self.token
        return signed(self.told(), self.signing, self.kid)

    def told(self) -> dict[str, Any]:
        """The claims with the test's changes."""
        both = {**self.honest_claims(), **self.claims}
        return {name: value for name, value in both.items() if value is not None}

    def reply(self, path: str) -> Reply:
        """Status, content type and body."""
        if path in self.replies:
            return self.replies[path]
        if path.endswith("openid-configuration"):
            return _json(self._itself() | self.about)
        if path == "/keys":
            return _json({"keys": [public(key())]})
        if path == "/token" and self._proves():
            return _json({"access_token": "x", "id_token": self.id_token()})
        return 400, "application/json", b'{"error": "invalid_grant"}'

    def _itself(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
        }

    def _proves(self) -> bool:
        """PKCE: whoever exchanges the code is who asked for it."""
        digest = sha256(self.sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        return hmac.compare_digest(challenge, self.asked.get("code_challenge", ""))


def signed(claims: dict[str, Any], signing: Any, kid: str | None) -> str:
    """An ordinary token, whatever it claims."""
    headers = {"kid": kid} if kid else {}
    # By hand, for the library refuses to write some of the claims that we want.
    body = json.dumps(claims).encode()
    return jwt.api_jws.encode(body, signing, algorithm="RS256", headers=headers)


def unsigned(claims: dict[str, Any]) -> str:
    """`alg: none`: nobody's signature."""
    return f"{_part({'alg': 'none', 'kid': 'one'})}.{_part(claims)}."


def shared_secret(claims: dict[str, Any], secret: bytes) -> str:
    """Signed with a secret that others have too, such as the public key itself."""
    text = f"{_part({'alg': 'HS256', 'kid': 'one'})}.{_part(claims)}"
    mac = hmac.new(secret, text.encode(), sha256).digest()
    return f"{text}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


def public_pem() -> bytes:
    """The provider's public key as text."""
    return (
        key()
        .public_key()
        .public_bytes(
            serialization.Encoding.PEM,
            serialization.PublicFormat.SubjectPublicKeyInfo,
        )
    )


def public(one: rsa.RSAPrivateKey, kid: str = "one") -> dict[str, Any]:
    """A key as the provider publishes it."""
    found = jwt.algorithms.RSAAlgorithm.to_jwk(one.public_key(), as_dict=True)
    return {**found, "kid": kid, "use": "sig", "alg": "RS256"}


@contextmanager
def scripted(client_id: str, subject: str, acr: str) -> Iterator[Scripted]:
    """One that runs while the block does."""
    provider = Scripted(client_id, subject, acr)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            form = parse_qs(self.rfile.read(length).decode())
            provider.sent = {name: values[0] for name, values in form.items()}
            self._answer()

        def _answer(self) -> None:
            status, kind, body = provider.reply(urlsplit(self.path).path)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            if status == 302:
                self.send_header("Location", body.decode())
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Nothing on the screen of the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield provider
    server.shutdown()
    server.server_close()
    thread.join()


def _json(found: Any) -> Reply:
    return 200, "application/json", json.dumps(found).encode()


def _part(found: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(found).encode()).rstrip(b"=").decode()
