"""The page on operating, walked: its own commands, on a throw-away database.

    make operate-walk

Folders are below a new one, the database listens on another port, and an administrator
of it is reached by password. Nothing of this machine changes. What needs a real host is
not walked, and the page says so.
"""

import os
import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.architecture.source import CHECKOUT
from tests.operating.cluster import Cluster, binaries
from tests.operating.walk import PAGE, Block, blocks, elsewhere

LEAST = 10


def test_every_block_says_whether_it_is_walked() -> None:
    found = blocks(PAGE.read_text())
    assert len(found) == PAGE.read_text().count("```sh")
    assert [one.text for one in found if not one.is_marked] == []
    assert sum(one.is_walked for one in found) >= LEAST


def test_a_block_without_a_word_is_seen() -> None:
    (one,) = blocks("Do this:\n\n```sh\nls\n```\n")
    assert not one.is_marked
    (one,) = blocks("Not walked:\n\n```sh\nls\n```\n")
    assert one.is_marked and not one.is_walked
    (one,) = blocks("It is so. Walked:\n\n```sh\nls\n```\n")
    assert one.is_walked


def ready(folder: Path, cluster: Cluster) -> dict[str, str]:
    """Where things are instead."""
    return {
        "/etc/sharewell": str(folder / "etc"),
        "/var/lib/sharewell-keys": str(folder / "keys"),
        "/opt/sharewell/.venv": str(CHECKOUT / ".venv"),
        "/opt/sharewell": str(CHECKOUT),
        "127.0.0.1:5432": f"127.0.0.1:{cluster.port}",
        "runuser -u postgres -- psql": "psql",
    }


@pytest.mark.slow
def test_what_the_page_says_can_be_done(tmp_path: Path) -> None:
    if binaries() is None:
        pytest.skip("no PostgreSQL of Debian's is installed")
    cluster = Cluster()
    cluster.start()
    try:
        places = ready(tmp_path, cluster)
        walked = [one for one in blocks(PAGE.read_text()) if one.is_walked]
        said = [_run(one, places, cluster) for one in walked]
        secrets = tmp_path / "etc" / "secrets"
        assert secrets.stat().st_mode & 0o777 == 0o700
        assert {f.stat().st_mode & 0o077 for f in secrets.iterdir()} == {0}
        assert sum("Nothing to put right." in one for one in said) == 3
        assert '"current": 2' in (secrets / "field_keys").read_text()
    finally:
        cluster.stop()


def _run(block: Block, places: dict[str, str], cluster: Cluster) -> str:
    text = elsewhere(block.text, places)
    # A person's shell goes on from block to block with what was read before.
    etc = places["/etc/sharewell"]
    before = f"set -a; for f in {etc}/*.env; do [ ! -e $f ] || . $f; done; set +a\n"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", before + text],
        cwd=CHECKOUT,
        text=True,
        capture_output=True,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(Path(etc).parent),
            "PGHOST": "127.0.0.1",
            "PGPORT": str(cluster.port),
            "PGUSER": "postgres",
            "PGPASSWORD": cluster.password,
        },
    )
    assert done.returncode == 0, f"{text}\n{done.stdout}\n{done.stderr}"
    for file in Path(etc).glob("*.env"):
        file.write_text(moved(file.read_text(), places))
    return done.stdout


def moved(text: str, places: dict[str, str]) -> str:
    """Settings that were copied: they name places, and a day that will have passed."""
    until = datetime.now(UTC).date() + timedelta(days=90)
    text = re.sub("(?<=CONTACT_UNTIL=).*", until.isoformat(), text)
    return text if places["/etc/sharewell"] in text else elsewhere(text, places)
