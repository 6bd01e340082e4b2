"""Writing a committed row of this package, within a permitted act."""

import secrets

from django.db import models

from sharewell.access.command import Act
from sharewell.access.contents import CONTENTS
from sharewell.access.context import remembered

SALT_BYTES = 32


def keep(act: Act, kind: str, row: models.Model, event: str, *plain: str) -> None:
    """Save the row and stage a leaf that commits to it; `plain` are its sealed texts.

    Raises IntegrityError where a unique key says that it was written before.
    """
    row.salt = secrets.token_bytes(SALT_BYTES)
    row.save(force_insert=True)
    remembered().clear()  # what bars somebody may be another thing now
    act.record(
        event, kind=kind, id=row.pk, salt=row.salt, content=CONTENTS[kind](row, *plain)
    )
