"""A record that is written and erased, and who can still open it from the rows."""

import json
from base64 import b64decode
from datetime import timedelta
from os import environ
from pathlib import Path
from uuid import UUID, uuid4

import psycopg

from sharewell.access.context import context
from sharewell.assurance.jobs import erase_all
from sharewell.audit.sequencer import sequence_all
from sharewell.cli.main import main
from sharewell.core.policy.model import Purpose
from sharewell.decisions.models import ConcernChild
from sharewell.keys.envelope import (
    CannotOpen,
    Place,
    WrapPlace,
    agency_key,
    decrypt,
    open_sealed,
)
from sharewell.keys.subject_files import SubjectFiles
from tests.factories import make_world
from tests.integration.children.erasing import agreed, asked, nothing_owed
from tests.integration.ledger.walk import AT, tell, walk

ROWS = """
SELECT t.id, t.record_kind, t.record_id, t.field, t.agency_id, t.revision,
       t.cipher_text, w.agency_id, w.subject_id, w.wrapped
  FROM keys_sealed_text t JOIN keys_key_wrap w ON w.sealed_id = t.id
 WHERE t.id = ANY (%s) AND w.agency_id = %s
"""
VERSION = 1


class Story:
    """The main job from the teacher's page to the outcome; then the school erases."""

    def write(self) -> None:
        self.world = make_world(AT)
        self.ids = walk(self.world, AT)
        self.school = self.world.agencies["school"]
        self.front_door = self.world.agencies["childrens_services"]
        nothing_owed(self.world)
        with psycopg.connect(self._superuser()) as connection:
            self.of_school = self._texts(connection, self.school)
            self.of_front_door = self._texts(connection, self.front_door)
        self.count = len(self.of_school)

    def erase(self) -> None:
        from django.conf import settings

        settings.RETENTION_AGE_YEARS = 0
        with context(self.world.actors["omar"], Purpose.OVERSEE):
            match = ConcernChild.objects.get(concern_id=self.ids["concern"])
        agreed(self.world, asked(self.world, match.child_id))
        assert erase_all(AT + timedelta(days=14), minute=1) == 1

    def write_more(self) -> None:
        """Life goes on."""
        tell(self.world, AT, key=str(uuid4()))

    def readable(self, url: str, keys: Path) -> tuple[int, int]:
        """(Texts that the school opens, texts that the front door opens), from rows."""
        with psycopg.connect(url) as connection:
            return (
                self._opened(connection, keys, self.school, self.of_school),
                self._opened(connection, keys, self.front_door, self.of_front_door),
            )

    def verifies(self) -> bool:
        """Whether the running service's ledger does."""
        sequence_all(AT)
        return main(["ledger", "verify", "--quiet"]) == 0

    def _opened(
        self, connection: psycopg.Connection, keys: Path, agency: UUID, texts: list
    ) -> int:
        root = b64decode(json.loads(environ["FIELD_KEYS"])["keys"][str(VERSION)])
        key, store = agency_key(root, agency, VERSION), SubjectFiles(keys)
        return sum(
            _opens(row, key, store)
            for row in connection.execute(ROWS, [texts, agency]).fetchall()
        )

    def _texts(self, connection: psycopg.Connection, agency: UUID) -> list[UUID]:
        found = connection.execute(
            "SELECT sealed_id FROM keys_key_wrap WHERE agency_id = %s", [agency]
        )
        return [one for (one,) in found]

    def _superuser(self) -> str:
        return environ["SUPERUSER_DATABASE_URL"].replace("@/postgres?", "@/sharewell?")


def _opens(row: tuple, key: bytes, store: SubjectFiles) -> bool:
    sealed, kind, record, field, owner, revision, cipher, reader, subject, wrapped = row
    place = WrapPlace(sealed, reader, subject)
    try:
        inside = decrypt(key, wrapped, place.outer())
        data_key = decrypt(store.key(reader, subject), inside, place.inner())
        plain = Place(kind, record, field, owner, revision)
        return bool(open_sealed(cipher, data_key, plain))
    except CannotOpen:
        return False
