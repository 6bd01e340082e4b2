"""Who holds the agencies' keys: the keyring of the settings, a module, or a vault.

Nothing above this knows which. `KEY_SERVICE` names one (docs/how-to/keys.md).
"""

from functools import cache
from importlib import import_module
from typing import Protocol
from uuid import UUID

from django.conf import settings

from sharewell.core.errors import SharewellError
from sharewell.keys.envelope import CannotOpen, agency_key, decrypt, encrypt

# Name -> module and class; a module is only imported where it is chosen.
SERVICES = {
    "local": ("sharewell.keys.service", "LocalKeyring"),
    "pkcs11": ("sharewell.keys.pkcs11", "HardwareModule"),
    "vault": ("sharewell.keys.vault", "Vault"),
}


class KeyServiceFault(SharewellError):
    """The key service could not do it, or it is not its to do; the message says why."""


class KeyService(Protocol):
    """Keys of agencies by version; `place` is bound to what is wrapped."""

    def current(self, agency: UUID) -> int:
        """The version that new wraps are made under."""

    def wrap(self, agency: UUID, version: int, plain: bytes, place: bytes) -> bytes:
        """`plain` under the agency's key of this version; raises CannotOpen."""

    def unwrap(self, agency: UUID, version: int, wrapped: bytes, place: bytes) -> bytes:
        """What was wrapped; raises CannotOpen."""

    def rotate(self, agency: UUID) -> int:
        """Begin a new version where the service makes them; gives the current one."""

    def destroy(self, agency: UUID, version: int) -> None:
        """End a version for good; raises KeyServiceFault."""


class LocalKeyring:
    """The numbered root keys of `FIELD_KEYS`; an agency's key is derived from one."""

    def current(self, agency: UUID) -> int:
        """The same for every agency: whoever changes the ring begins a version."""
        return int(settings.FIELD_KEYS["current"])

    def wrap(self, agency: UUID, version: int, plain: bytes, place: bytes) -> bytes:
        """As KeyService."""
        return encrypt(self._key(agency, version), plain, place)

    def unwrap(self, agency: UUID, version: int, wrapped: bytes, place: bytes) -> bytes:
        """As KeyService."""
        return decrypt(self._key(agency, version), wrapped, place)

    def rotate(self, agency: UUID) -> int:
        """As KeyService; the new root key was put into the ring beforehand."""
        return self.current(agency)

    def destroy(self, agency: UUID, version: int) -> None:
        """A root key serves every agency and stands in the environment."""
        raise KeyServiceFault(
            f"Remove version {version} from FIELD_KEYS once no wrap of any agency is "
            "under it (sharewell keys rotate says so)."
        )

    def _key(self, agency: UUID, version: int) -> bytes:
        try:
            root = settings.FIELD_KEYS["keys"][version]
        except KeyError:
            raise CannotOpen from None
        return agency_key(root, agency, version)


def key_service() -> KeyService:
    """The one that the settings name."""
    return _made(settings.KEY_SERVICE)


@cache
def _made(name: str) -> KeyService:
    module, kind = SERVICES[name]
    made: KeyService = getattr(import_module(module), kind)()
    return made
