"""Agencies' keys in a hardware module, spoken to by PKCS#11: they never leave it.

An extra (`pip install sharewell[pkcs11]`). Each version of an agency's key is an AES
object of the token, sensitive and not extractable: `sharewell <agency> <version>`.
"""

import os
import threading
from collections.abc import Callable
from uuid import UUID

import pkcs11
from django.conf import settings
from pkcs11.exceptions import PKCS11Error, UserAlreadyLoggedIn

from sharewell.keys.envelope import NONCE_BYTES, CannotOpen
from sharewell.keys.service import KeyServiceFault
from sharewell.keys.turns import alone

_KEEP = {
    pkcs11.Attribute.SENSITIVE: True,
    pkcs11.Attribute.EXTRACTABLE: False,
    pkcs11.Attribute.PRIVATE: True,
}


class HardwareModule:
    """As KeyService; one session of the token in each process, used in turn."""

    def __init__(self) -> None:
        """Nothing is opened yet: a process that forks later opens its own."""
        self._lock = threading.Lock()
        self._owner, self._session = 0, None
        self._found: dict[str, pkcs11.SecretKey] = {}

    def current(self, agency: UUID) -> int:
        """The highest version; the first is made when it is first asked for."""
        versions = self._versions(agency)
        if not versions:
            # Two processes that made version 1 would each lose what the other wraps.
            alone(agency)
            versions = self._versions(agency) or {self._make(agency, 1)}
        return max(versions)

    def wrap(self, agency: UUID, version: int, plain: bytes, place: bytes) -> bytes:
        """As KeyService."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._with(
            agency, version, lambda key: key.encrypt(plain, **_gcm(nonce, place))
        )

    def unwrap(self, agency: UUID, version: int, wrapped: bytes, place: bytes) -> bytes:
        """As KeyService."""
        nonce, data = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        if len(nonce) != NONCE_BYTES or not data:
            raise CannotOpen
        return self._with(
            agency, version, lambda key: key.decrypt(data, **_gcm(nonce, place))
        )

    def rotate(self, agency: UUID) -> int:
        """Begin a version above every one that there is."""
        alone(agency)
        return self._make(agency, max(self._versions(agency), default=0) + 1)

    def destroy(self, agency: UUID, version: int) -> None:
        """The object is gone from the token, in every process."""
        name = _name(agency, version)
        with self._lock:
            self._key(name).destroy()
            self._found.pop(name, None)

    def _with(
        self, agency: UUID, version: int, do: Callable[[pkcs11.SecretKey], bytes]
    ) -> bytes:
        with self._lock:
            try:
                return bytes(do(self._key(_name(agency, version))))
            except PKCS11Error:
                raise CannotOpen from None

    def _key(self, name: str) -> pkcs11.SecretKey:
        session = self._open()
        if name not in self._found:
            self._found[name] = session.get_key(
                object_class=pkcs11.ObjectClass.SECRET_KEY, label=name
            )
        return self._found[name]

    def _make(self, agency: UUID, version: int) -> int:
        with self._lock:
            self._open().generate_key(
                pkcs11.KeyType.AES,
                256,
                label=_name(agency, version),
                store=True,
                capabilities=pkcs11.MechanismFlag.ENCRYPT
                | pkcs11.MechanismFlag.DECRYPT,
                template=_KEEP,
            )
        return version

    def _versions(self, agency: UUID) -> set[int]:
        start = _name(agency, 0)[:-1]
        with self._lock:
            objects = self._open().get_objects(
                {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.SECRET_KEY}
            )
            names = [one.label for one in objects]
        return {int(one[len(start) :]) for one in names if one.startswith(start)}

    def _open(self) -> pkcs11.Session:
        if self._session is None or self._owner != os.getpid():
            given = settings.HSM
            try:
                token = pkcs11.lib(given["module"]).get_token(
                    token_label=given["token"]
                )
                self._session = _signed_in(token, given["pin"])
            except (PKCS11Error, RuntimeError, OSError) as problem:
                raise KeyServiceFault(
                    f"The token {given['token']} of {given['module']} does not open: "
                    f"{type(problem).__name__}."
                ) from None
            self._owner, self._found = os.getpid(), {}
        return self._session


def _signed_in(token: pkcs11.Token, pin: str) -> pkcs11.Session:
    try:
        return token.open(user_pin=pin, rw=True)
    except UserAlreadyLoggedIn:
        # Signing in holds for the whole process.
        return token.open(rw=True)


def _name(agency: UUID, version: int) -> str:
    return f"sharewell {agency} {version}"


def _gcm(nonce: bytes, place: bytes) -> dict[str, object]:
    return {
        "mechanism": pkcs11.Mechanism.AES_GCM,
        "mechanism_param": pkcs11.GCMParams(nonce, place, 128),
    }
