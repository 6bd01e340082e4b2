"""An agency's key is replaced while people write and read: nothing is lost."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections

from sharewell.access.context import context
from sharewell.core.policy.model import Actor, Purpose
from sharewell.keys import rotation
from sharewell.keys.envelope import CannotOpen
from sharewell.keys.models import KeyWrap
from sharewell.keys.rotation import begin, end, left_under_old, rotate
from sharewell.keys.sealing import open_text, seal_text
from sharewell.keys.service import KeyServiceFault
from sharewell.keys.wrapping import wrap_anew

AGENCY = uuid4()
OLD, NEW = b"k" * 32, b"n" * 32
BOTH = {"current": 2, "keys": {1: OLD, 2: NEW}}
NEW_ALONE = {"current": 2, "keys": {2: NEW}}
ENOUGH = 25


def as_agency():
    return context(Actor.system(AGENCY), Purpose.SAFEGUARD)


def write(text: str, subject: UUID) -> UUID:
    return seal_text(
        text,
        kind="item",
        record=uuid4(),
        field="text",
        owner=AGENCY,
        subject=subject,
    )


class Traffic:
    """Three who write and two who read, until they are told to stop."""

    def __init__(self) -> None:
        self.stop, self.written = threading.Event(), dict[UUID, str]()
        self.lost: list[UUID] = []
        self.faults: list[BaseException] = []
        self.read = 0

    @contextmanager
    def going_on(self) -> Iterator["Traffic"]:
        subjects = [uuid4() for _ in range(3)]
        people: list[Callable[[], None]] = [
            lambda one=one: self._write(one) for one in subjects
        ]
        people += [self._read] * 2
        threads = [threading.Thread(target=self._work, args=(work,)) for work in people]
        for thread in threads:
            thread.start()
        try:
            yield self
        finally:
            self.stop.set()
            for thread in threads:
                thread.join()
        assert not self.faults

    def wait_for(self, more: int) -> None:
        """Until so many more were written and read."""
        written, read = len(self.written) + more, self.read + more
        while (len(self.written) < written or self.read < read) and not self.faults:
            self.stop.wait(0.01)

    def _work(self, work: Callable[[], None]) -> None:
        try:
            while not self.stop.is_set():
                work()
        except BaseException as fault:  # noqa: BLE001 - told to the test
            self.faults.append(fault)
        finally:
            connections.close_all()

    def _write(self, subject: UUID) -> None:
        text = uuid4().hex
        with as_agency():
            made = write(text, subject)
        self.written[made] = text

    def _read(self) -> None:
        for one in list(self.written)[-40:]:
            with as_agency():
                try:
                    assert open_text(one, reader=AGENCY) == self.written[one]
                except CannotOpen:
                    self.lost.append(one)
            self.read += 1


def rotate_all(step: Callable[[], int]) -> None:
    with as_agency():
        begin(agency=AGENCY)
    while True:
        with as_agency():
            if not step():
                return


def unreadable(written: dict[UUID, str]) -> list[UUID]:
    found = []
    for one, text in written.items():
        with as_agency():
            try:
                assert open_text(one, reader=AGENCY) == text
            except CannotOpen:
                found.append(one)
    return found


def test_rotation_with_traffic_on_loses_nothing(database: None, settings: Any) -> None:
    with Traffic().going_on() as traffic:
        traffic.wait_for(ENOUGH)
        settings.FIELD_KEYS = BOTH
        rotate_all(lambda: rotate(agency=AGENCY, limit=20))
        with as_agency():
            assert left_under_old(agency=AGENCY) == {}
        settings.FIELD_KEYS = NEW_ALONE
        traffic.wait_for(ENOUGH)
    assert traffic.lost == []
    assert len(traffic.written) >= 2 * ENOUGH
    assert unreadable(traffic.written) == []
    with as_agency():
        assert set(KeyWrap.objects.values_list("key_version", flat=True)) == {2}


def test_a_rotation_that_deletes_before_it_wraps_is_noticed(
    database: None, settings: Any
) -> None:
    """The control: readers see what is missing in between."""

    def careless() -> int:
        with as_agency():
            old = list(KeyWrap.objects.filter(agency_id=AGENCY, key_version=1))
            KeyWrap.objects.filter(id__in=[one.id for one in old]).delete()
        traffic.wait_for(ENOUGH)
        for one in old:
            one.wrapped, one.key_version = wrap_anew(one, 2), 2
        with as_agency():
            KeyWrap.objects.bulk_create(old)
        return len(old)

    with Traffic().going_on() as traffic:
        traffic.wait_for(ENOUGH)
        settings.FIELD_KEYS = BOTH
        with as_agency():
            begin(agency=AGENCY)
        careless()
    assert traffic.lost


def test_whoever_writes_under_the_old_key_is_waited_for(
    database: None, settings: Any
) -> None:
    has_written, may_commit, begun = (threading.Event() for _ in range(3))

    def slow_writer() -> None:
        with as_agency():
            write("late", uuid4())
            has_written.set()
            may_commit.wait()
        connections.close_all()

    def rotator() -> None:
        with as_agency():
            begin(agency=AGENCY)
        begun.set()
        connections.close_all()

    writer = threading.Thread(target=slow_writer)
    writer.start()
    has_written.wait()
    settings.FIELD_KEYS = BOTH
    rotating = threading.Thread(target=rotator)
    rotating.start()
    while not (_somebody_waits() or begun.is_set()):
        pass
    was_waited_for = not begun.is_set()
    may_commit.set()
    writer.join()
    rotating.join()
    assert was_waited_for
    with as_agency():
        assert left_under_old(agency=AGENCY) == {1: 1}
        assert rotate(agency=AGENCY) == 1
        assert left_under_old(agency=AGENCY) == {}


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = %s", ["advisory"]
        )
        return cursor.fetchone() is not None


def test_a_version_in_use_cannot_be_ended(database: None, settings: Any) -> None:
    with as_agency():
        write("words", uuid4())
    settings.FIELD_KEYS = BOTH
    with as_agency(), pytest.raises(rotation.StillInUse, match="1 keys"):
        end(agency=AGENCY, version=1)
    with as_agency():
        rotate(agency=AGENCY)
    with as_agency(), pytest.raises(KeyServiceFault, match="Remove version 1"):
        end(agency=AGENCY, version=1)
