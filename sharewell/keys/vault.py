"""Agencies' keys in OpenBao or Vault, by its transit engine: they never leave it.

One key of type `aes256-gcm96` for each agency, named `sharewell-<agency>`; the
service's versions are ours. Written from the documentation of the engine and not run
against one (docs/how-to/keys.md).
"""

import base64
import json
import urllib.error
import urllib.request
from typing import Any
from uuid import UUID

from django.conf import settings

from sharewell.keys.envelope import CannotOpen
from sharewell.keys.service import KeyServiceFault

NOT_FOUND, BAD_REQUEST = 404, 400
TIMEOUT_SECONDS = 5


class Vault:
    """As KeyService, over HTTPS."""

    def current(self, agency: UUID) -> int:
        """The latest version; the key is made when it is first asked for."""
        try:
            found = self._ask("GET", f"keys/{_name(agency)}")
        except KeyError:
            # Making it again changes nothing, so two may do it at once.
            self._ask("POST", f"keys/{_name(agency)}", type="aes256-gcm96")
            found = self._ask("GET", f"keys/{_name(agency)}")
        return int(found["latest_version"])

    def wrap(self, agency: UUID, version: int, plain: bytes, place: bytes) -> bytes:
        """As KeyService; what is kept is the service's own text."""
        made = self._ask(
            "POST",
            f"encrypt/{_name(agency)}",
            plaintext=_encoded(plain),
            associated_data=_encoded(place),
            key_version=version,
        )
        return str(made["ciphertext"]).encode()

    def unwrap(self, agency: UUID, version: int, wrapped: bytes, place: bytes) -> bytes:
        """As KeyService."""
        if not wrapped.startswith(f"vault:v{version}:".encode()):
            raise CannotOpen
        try:
            made = self._ask(
                "POST",
                f"decrypt/{_name(agency)}",
                ciphertext=wrapped.decode("ascii", "replace"),
                associated_data=_encoded(place),
            )
            return base64.b64decode(made["plaintext"], validate=True)
        except (KeyError, ValueError):
            raise CannotOpen from None

    def rotate(self, agency: UUID) -> int:
        """Begin the next version."""
        self.current(agency)
        self._ask("POST", f"keys/{_name(agency)}/rotate")
        return self.current(agency)

    def destroy(self, agency: UUID, version: int) -> None:
        """It and every earlier version: the engine trims from the oldest on."""
        later = version + 1
        self._ask(
            "POST",
            f"keys/{_name(agency)}/config",
            min_decryption_version=later,
            min_encryption_version=later,
        )
        self._ask("POST", f"keys/{_name(agency)}/trim", min_available_version=later)

    def _ask(self, method: str, what: str, **given: Any) -> dict[str, Any]:
        """The `data` of the answer; KeyError for what is absent or does not open."""
        server = settings.VAULT
        request = urllib.request.Request(  # noqa: S310 - the settings demand https
            f"{server['address']}/v1/{server['mount']}/{what}",
            data=json.dumps(given).encode() if method == "POST" else None,
            headers={"X-Vault-Token": server["token"]},
            method=method,
        )
        try:
            reply = urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS)  # noqa: S310 # nosec B310 # the settings demand https
            with reply:
                body = reply.read()
        except urllib.error.HTTPError as problem:
            if problem.code in {NOT_FOUND, BAD_REQUEST}:
                raise KeyError(what) from None
            raise KeyServiceFault(
                f"The key service answered {problem.code} to {method}."
            ) from None
        except OSError as problem:
            raise KeyServiceFault(
                f"The key service cannot be reached: {type(problem).__name__}."
            ) from None
        found: dict[str, Any] = json.loads(body).get("data", {}) if body else {}
        return found


def _name(agency: UUID) -> str:
    return f"sharewell-{agency}"


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()
