"""Agencies' keys in a module: SoftHSM 2 stands in for hardware.

Looked for in Debian's place, or where SOFTHSM2_MODULE and SOFTHSM2_UTIL say.
"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any
from uuid import UUID, uuid4

import pytest

from sharewell.access.context import context
from sharewell.core.policy.model import Actor, Purpose
from sharewell.keys.envelope import CannotOpen
from sharewell.keys.rotation import StillInUse, begin, end, left_under_old, rotate
from sharewell.keys.sealing import open_text, seal_text
from sharewell.keys.service import KeyServiceFault, key_service

MODULE = Path(os.environ.get("SOFTHSM2_MODULE", "/usr/lib/softhsm/libsofthsm2.so"))
UTIL = os.environ.get("SOFTHSM2_UTIL", "softhsm2-util")
AGENCY = uuid4()


@pytest.fixture
def module(tmp_path: Path, settings: Any, monkeypatch: Any) -> Iterator[None]:
    if not MODULE.exists() or which(UTIL) is None:
        pytest.skip("not run: SoftHSM 2 is not installed (apt-get install softhsm2)")
    tokens = tmp_path / "tokens"
    tokens.mkdir()
    conf = tmp_path / "softhsm2.conf"
    conf.write_text(f"directories.tokendir = {tokens}\nobjectstore.backend = file\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(conf))
    subprocess.run(
        [UTIL, "--module", MODULE, "--init-token", "--free", "--label", "sharewell",
         "--pin", "1234", "--so-pin", "5678"],
        check=True, capture_output=True,
    )  # fmt: skip
    settings.KEY_SERVICE = "pkcs11"
    settings.HSM = {"module": str(MODULE), "token": "sharewell", "pin": "1234"}
    yield
    from sharewell.keys import service

    service._made.cache_clear()


def as_agency():
    return context(Actor.system(AGENCY), Purpose.SAFEGUARD)


def sealed(text: str) -> UUID:
    return seal_text(
        text, kind="item", record=uuid4(), field="text", owner=AGENCY, subject=uuid4()
    )


def test_the_same_promises_hold_with_keys_that_never_leave_the_module(
    database: None, module: None, settings: Any
) -> None:
    settings.FIELD_KEYS = {"current": 1, "keys": {}}
    with as_agency():
        first = sealed("her own words")
        assert open_text(first, reader=AGENCY) == "her own words"
        assert begin(agency=AGENCY) == 2
    with as_agency():
        second = sealed("later words")
        assert left_under_old(agency=AGENCY) == {1: 1}
        with pytest.raises(StillInUse):
            end(agency=AGENCY, version=1)
        assert rotate(agency=AGENCY) == 1
        end(agency=AGENCY, version=1)
    with as_agency():
        for one, text in ((first, "her own words"), (second, "later words")):
            assert open_text(one, reader=AGENCY) == text


def test_a_flip_another_place_another_agency_or_version_opens_nothing(
    database: None, module: None
) -> None:
    # The library stays loaded, and with it the token of the test before.
    ours, theirs = uuid4(), uuid4()
    service = key_service()
    with as_agency():
        assert service.current(ours) == service.current(theirs) == 1
    wrapped = service.wrap(ours, 1, b"k" * 60, b"place")
    assert service.unwrap(ours, 1, wrapped, b"place") == b"k" * 60
    flipped = bytes([*wrapped[:-1], wrapped[-1] ^ 1])
    for agency, version, what, place in (
        (ours, 1, flipped, b"place"), (ours, 1, wrapped, b"other"),
        (theirs, 1, wrapped, b"place"), (ours, 9, wrapped, b"place"),
        (ours, 1, wrapped[:12], b"place"), (ours, 1, b"", b"place"),
    ):  # fmt: skip
        with pytest.raises(CannotOpen):
            service.unwrap(agency, version, what, place)


def test_a_token_that_does_not_open_is_named(
    database: None, module: None, settings: Any
) -> None:
    from sharewell.keys import service

    service._made.cache_clear()
    settings.HSM = {**settings.HSM, "token": "no such token"}
    with as_agency(), pytest.raises(KeyServiceFault, match="no such token"):
        key_service().current(AGENCY)
