"""A passkey in software, which a test can make lie: the other side of WebAuthn."""

import json
import os
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
Options = dict[str, Any]


@dataclass
class SoftKey:
    """Answers as the browser of `origin` with this key would."""

    origin: str
    rp: str
    flags: int = PRESENT | VERIFIED
    counter: int = 0
    id: bytes = field(default_factory=lambda: os.urandom(16))
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def makes(self, options: Options) -> Options:
        """The answer to a registration."""
        client = self._client("webauthn.create", options)
        attested = AttestedCredentialData.create(
            bytes(16), self.id, ES256.from_cryptography_key(self.private.public_key())
        )
        told = self._data(self.flags | ATTESTED, attested)
        response = {"attestationObject": AttestationObject.create("none", told, {})}
        return self._answer(client, response)

    def answers(self, options: Options, **changed: Any) -> Options:
        """The answer to a sign-in; `changed` goes over what the browser says."""
        client = self._client("webauthn.get", options, **changed)
        told = self._data(self.flags)
        text = bytes(told) + sha256(client).digest()
        signature = self.private.sign(text, ec.ECDSA(hashes.SHA256()))
        response = {"authenticatorData": told, "signature": signature}
        return self._answer(client, response)

    def _client(self, kind: str, options: Options, **changed: Any) -> bytes:
        said = {
            "type": kind,
            "challenge": options["publicKey"]["challenge"],
            "origin": self.origin,
            **changed,
        }
        return json.dumps(said).encode()

    def _data(self, flags: int, attested: bytes = b"") -> bytes:
        rp_hash = sha256(self.rp.encode()).digest()
        return bytes(AuthenticatorData.create(rp_hash, flags, self.counter, attested))

    def _answer(self, client: bytes, response: dict[str, bytes]) -> Options:
        name = websafe_encode(self.id)
        return {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "response": {
                "clientDataJSON": websafe_encode(client),
                **{what: websafe_encode(bytes(v)) for what, v in response.items()},
            },
            "clientExtensionResults": {},
        }
