"""The ledger's own key: private in the sequencer's process, public for everybody."""

from dataclasses import dataclass, field

from django.conf import settings

from sharewell.core.errors import SharewellError
from sharewell.core.ledger.note_keys import (
    KeyKind,
    Sign,
    VerifierKey,
    read_verifier_key,
)
from sharewell.keys.signing import SigningKey


class NoSigningKey(SharewellError):
    """This process was not given the ledger's private key."""


@dataclass(frozen=True)
class LedgerSigner:
    """The ledger's verifier key and the function that signs with its private half."""

    key: VerifierKey
    sign: Sign = field(repr=False)


def ledger_signer() -> LedgerSigner:
    """From the settings; raises NoSigningKey where LEDGER_SIGNING_KEY is not set."""
    if settings.LEDGER_SIGNING_KEY is None:
        raise NoSigningKey(
            "LEDGER_SIGNING_KEY is not set. It signs the ledger's checkpoints: set it "
            "where the worker runs and nowhere else."
        )
    return _signer()


def verifier_keys() -> list[VerifierKey]:
    """The ledger's public keys: of LEDGER_KEYS, and of the private one if here."""
    known = [
        read_verifier_key(text, KeyKind.LOG) for text in settings.LEDGER_KEYS.split()
    ]
    if settings.LEDGER_SIGNING_KEY is None:
        return known
    mine = _signer().key
    return [mine, *(key for key in known if key != mine)]


def _signer() -> LedgerSigner:
    private = SigningKey(settings.LEDGER_SIGNING_KEY)
    key = VerifierKey(settings.LEDGER_NAME, KeyKind.LOG, private.public)
    return LedgerSigner(key, private.sign)
