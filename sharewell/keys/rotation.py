"""Replacing an agency's key while people go on working."""

from uuid import UUID

from django.db.models import QuerySet

from sharewell.core.errors import SharewellError
from sharewell.keys.envelope import CannotOpen
from sharewell.keys.models import KeyWrap
from sharewell.keys.service import key_service
from sharewell.keys.turns import wait_for_writers
from sharewell.keys.wrapping import wrap_anew

BATCH = 500


class StillInUse(SharewellError):
    """A version cannot end: something is still wrapped under it."""


def begin(*, agency: UUID) -> int:
    """The version from now on; returns once nobody writes under an earlier one.

    In a transaction of its own, because it holds up whoever wants to write.
    """
    version = key_service().rotate(agency)
    wait_for_writers(agency)
    return version


def rotate(*, agency: UUID, limit: int | None = None) -> int:
    """Wrap data keys of the agency under the current key; returns how many.

    At most `limit` of them, so that it can be done in many short transactions. The
    sealed data itself is untouched. A wrap that changed or went meanwhile is left.
    """
    current = key_service().current(agency)
    done = 0
    for one in list(_under_old(agency, current).order_by("id")[:limit]):
        same = KeyWrap.objects.filter(
            id=one.id, key_version=one.key_version, wrapped=one.wrapped
        )
        try:
            done += same.update(key_version=current, wrapped=wrap_anew(one, current))
        except CannotOpen:
            # Altered: the verification says so. It must not keep the others waiting.
            continue
    return done


def left_under_old(*, agency: UUID) -> dict[int, int]:
    """Version -> how many wraps are still under it, the current one left out."""
    old = _under_old(agency, key_service().current(agency))
    versions = list(old.values_list("key_version", flat=True))
    return {one: versions.count(one) for one in sorted(set(versions))}


def end(*, agency: UUID, version: int) -> None:
    """End an old version in the service; raises StillInUse, KeyServiceFault."""
    left = left_under_old(agency=agency).get(version, 0)
    if version == key_service().current(agency) or left:
        raise StillInUse(
            f"Version {version} is still in use: {left} keys are wrapped under it. "
            "Rotate first."
        )
    key_service().destroy(agency, version)


def _under_old(agency: UUID, current: int) -> QuerySet[KeyWrap]:
    """Those that still open something: an erasure leaves an empty wrap behind."""
    found = KeyWrap.objects.filter(agency_id=agency).exclude(key_version=current)
    return found.exclude(wrapped=b"")
