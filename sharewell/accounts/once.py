"""Things that open a session once: the database's unique key decides who was first."""

from hashlib import sha256

from django.db import IntegrityError, transaction

from sharewell.accounts.models import UsedWord


def spend_word(kind: str, *parts: str) -> bool:
    """Mark a word as used; True for one caller only, however many try at once.

    Only its hash is kept. Lengths go into it, so that no two lists of parts are one.
    """
    text = "".join(f"{len(part)}:{part}" for part in (kind, *parts))
    try:
        with transaction.atomic():
            UsedWord(digest=sha256(text.encode()).hexdigest()).save(force_insert=True)
    except IntegrityError:
        return False
    return True
