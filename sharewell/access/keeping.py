"""Writing a committed row, within a permitted act."""

import secrets
from collections.abc import Mapping
from uuid import UUID

from django.db import models

from sharewell.access.command import Act
from sharewell.access.contents import CONTENTS, Content
from sharewell.access.context import remembered

SALT_BYTES = 32


def keep(
    act: Act,
    kind: str,
    row: models.Model,
    event: str,
    *plain: str,
    subject: UUID | None = None,
    contents: Mapping[str, Content] = CONTENTS,
) -> None:
    """Save the row and stage a leaf that commits to it.

    `plain` are its sealed texts, which go with `subject`. Raises IntegrityError where a
    unique key says that it was written before. `contents` are those of the package that
    the row belongs to.
    """
    row.salt = secrets.token_bytes(SALT_BYTES)
    row.save(force_insert=True)
    remembered().clear()  # what bars somebody may be another thing now
    act.record(
        event,
        kind=kind,
        id=row.pk,
        salt=row.salt,
        content=contents[kind](row, *plain),
        subject=subject,
    )
