"""Reading is an act: where the ledger cannot be written, nothing is read."""

from collections.abc import Iterator

import psycopg
import pytest
from django.urls import reverse

from tests.browsing import signed_in
from tests.integration.access.leaves import leaves
from tests.integration.access.scene import SEEN, Scene

OPENING = {
    "concern": "concern_id",
    "decision": "decision_id",
    "decision-print": "decision_id",
    "decision-copy": "decision_id",
    "disclosure": "disclosure_id",
    "items": "decision_id",
}


@pytest.fixture
def superuser(test_database: str, superuser_url: str) -> Iterator[psycopg.Connection]:
    url = superuser_url.replace("@/postgres?", f"@/{test_database}?")
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def no_ledger(superuser: psycopg.Connection) -> Iterator[None]:
    """The runtime role can write no entry, as on a full disk."""
    superuser.execute("REVOKE INSERT ON audit_ledger_leaf FROM sharewell_app")
    yield
    superuser.execute("GRANT INSERT ON audit_ledger_leaf TO sharewell_app")


@pytest.mark.parametrize("name", OPENING)
def test_no_byte_of_a_record_without_its_entry(
    scene: Scene, name: str, request: pytest.FixtureRequest
) -> None:
    lena = signed_in(scene.world, "lena")
    lena.raise_request_exception = False
    address = reverse(name, args=[scene.ids[OPENING[name]]])
    assert lena.get(address).status_code == 200
    before = len(leaves("access.refused"))
    request.getfixturevalue("no_ledger")
    reply = lena.get(address)
    assert reply.status_code == 500
    for word in (SEEN, "Quillfeather", "Second bruise"):
        assert word not in reply.content.decode()
    assert len(leaves("access.refused")) == before


def test_the_entry_is_there_before_the_reply(
    scene: Scene, superuser: psycopg.Connection
) -> None:
    """Seen from another connection while the page is being written."""
    from sharewell.web.views import concerns

    counted: list[int] = []
    lena, shown = signed_in(scene.world, "lena"), concerns.show

    def counting(*given: object, **more: object) -> object:
        row = superuser.execute(
            "SELECT count(*) FROM audit_ledger_leaf WHERE event = 'concern.opened'"
        ).fetchone()
        counted.append(row[0])
        return shown(*given, **more)

    before = len(leaves("concern.opened"))
    concerns.show = counting
    try:
        lena.get(reverse("concern", args=[scene.ids["concern_id"]]))
    finally:
        concerns.show = shown
    assert counted == [before + 1]
