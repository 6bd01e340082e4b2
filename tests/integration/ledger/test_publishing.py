"""Checkpoints and proofs as a witness gets them, by command and by address."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Self
from urllib.error import HTTPError

import psycopg
import pytest
from django.test import Client

from sharewell.audit import publishing
from sharewell.audit.sequencer import LedgerDamaged, sequence, sequence_all
from sharewell.audit.signing import verifier_keys
from sharewell.cli import witness
from sharewell.cli.main import main
from sharewell.core.ledger.dated import open_dated
from sharewell.core.ledger.proof_files import read_consistency
from sharewell.core.ledger.proofs_checked import Trust, prove_entry
from sharewell.keys.signing import check
from tests.factories import World
from tests.integration.ledger.walk import AT, tell


@pytest.fixture
def served(walked: World, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The pages' own answers, where the witness would go over the network."""
    client = Client()

    class Answer:
        def __init__(self, address: str, timeout: int) -> None:
            self.reply = client.get(address.removeprefix("http://ledger.example"))
            if self.reply.status_code != 200:
                raise HTTPError(address, self.reply.status_code, "", None, None)

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_) -> None:
            """Nothing is open."""

        def read(self, most: int) -> bytes:
            return self.reply.content[:most]

    monkeypatch.setattr(witness.urllib.request, "urlopen", Answer)
    return client


def trust() -> Trust:
    return Trust(verifier_keys()[0], check)


def look(folder: Path, source: str = "http://ledger.example") -> int:
    key, kept = folder / "key", folder / "kept"
    if not key.exists():
        name = f"{folder.name}.example/witness"
        assert (
            main(["ledger", "witness", "new-key", "--name", name, "--key", str(key)])
            == 0
        )
    asked = ["ledger", "witness", "look", "--key", str(key), "--kept", str(kept)]
    return main([*asked, "--from", source, "--ledger", str(trust().ledger)])


def test_every_entry_has_a_proof(walked: World) -> None:
    size, _ = publishing.latest_checkpoint()
    for entry in walked_entries():
        proven = prove_entry(publishing.inclusion(entry), trust())
        assert proven.entry.leaf_id == entry
        assert proven.checkpoint.size == size


def walked_entries() -> list:
    from sharewell.audit.models import LedgerLeaf

    return list(LedgerLeaf.objects.using("ledger").values_list("id", flat=True))


def test_the_command_writes_what_an_outsider_can_check(
    walked: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = walked_entries()[0]
    assert main(["ledger", "prove", str(entry), "--out", str(tmp_path)]) == 0
    file = tmp_path / f"{entry}.tlog-proof"
    assert prove_entry(file.read_bytes(), trust()).entry.leaf_id == entry
    capsys.readouterr()
    assert main(["ledger", "checkpoint"]) == 0
    note = capsys.readouterr().out.encode()
    assert open_dated(note, trust().ledger, check)[0].size == len(walked_entries())
    assert main(["ledger", "checkpoint", "--key"]) == 0
    assert capsys.readouterr().out.strip() == str(trust().ledger)


def test_a_record_has_a_proof_for_each_of_its_entries(
    walked: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from sharewell.audit.models import LedgerLeaf

    leaf = LedgerLeaf.objects.using("ledger").filter(object_kind="decision").first()
    entries = publishing.entries_with(leaf.object_id)
    assert len(entries) > 1
    asked = ["ledger", "prove", str(leaf.object_id)]
    assert main(asked) == 2
    assert main([*asked, "--out", str(tmp_path)]) == 0
    assert len(list(tmp_path.iterdir())) == len(entries)


def test_what_waits_or_is_not_there_has_no_proof(
    walked: World, capsys: pytest.CaptureFixture[str]
) -> None:
    tell(walked, AT, key="later")
    (waiting, *_) = (
        entry for entry in walked_entries()
        if entry in unnumbered()
    )  # fmt: skip
    assert main(["ledger", "prove", str(waiting)]) == 2
    assert "waits for its number" in capsys.readouterr().err
    assert main(["ledger", "prove", "00000000-0000-4000-8000-000000000009"]) == 2


def unnumbered() -> list:
    from sharewell.audit.models import LedgerLeaf

    rows = LedgerLeaf.objects.using("ledger").filter(index=None)
    return list(rows.values_list("id", flat=True))


def test_the_addresses_give_sizes_and_hashes_only(served: Client) -> None:
    size, note = publishing.latest_checkpoint()
    assert served.get("/ledger/checkpoint").content == note
    for old in (0, 1, size // 2, size):
        read = read_consistency(served.get(f"/ledger/consistency/{old}").content)
        assert (read.old, read.checkpoint) == (old, note)
    for absent in (f"{size + 1}", f"0/{size - 1}", f"{10**40}", f"3/{10**40}"):
        assert served.get(f"/ledger/consistency/{absent}").status_code == 404
    # Read through the hashes alone: the runtime role sees no other agency's leaf.
    assert served.get(f"/ledger/consistency/1/{size}").status_code == 200


def test_a_witness_follows_and_signs(served: Client, walked: World, tmp_path) -> None:
    assert look(tmp_path) == 0
    first = (tmp_path / "kept").read_bytes()
    tell(walked, AT, key="later")
    sequence_all(AT)
    assert look(tmp_path) == 0
    second = (tmp_path / "kept").read_bytes()
    sizes = [open_dated(one, trust().ledger, check)[0].size for one in (first, second)]
    assert sizes == sorted(set(sizes))
    assert look(tmp_path) == 0, "nothing new is no alarm"
    assert (
        main(["ledger", "verify", "--quiet", "--checkpoint", str(tmp_path / "kept")])
        == 0
    )


def test_a_witness_sees_a_ledger_put_back(
    served: Client, walked: World, tmp_path, intruder: psycopg.Connection,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    (size, _) = publishing.latest_checkpoint()
    tell(walked, AT, key="later")
    sequence_all(AT)
    assert look(tmp_path) == 0
    kept = (tmp_path / "kept").read_bytes()
    for table, column in (
        ("audit_ledger_leaf", "index"),
        ("audit_tree_head", "size - 1"),
        ("audit_checkpoint", "size - 1"),
    ):
        intruder.execute(f"DELETE FROM {table} WHERE {column} >= {size}")
    assert look(tmp_path) == 1
    assert "ALARM" in capsys.readouterr().err
    assert (tmp_path / "kept").read_bytes() == kept
    assert list(tmp_path.glob("kept.refused-*"))
    # The ledger alone cannot see it; with what the witness kept it can.
    intruder.execute("DELETE FROM decisions_concern_entry")
    asked = ["ledger", "verify", "--json", "--checkpoint", str(tmp_path / "kept")]
    main(asked)
    kinds = {one["kind"] for one in json.loads(capsys.readouterr().out)["findings"]}
    assert "head-beyond-log" in kinds


def test_two_witnesses_of_one_history_agree(
    served: Client, walked: World, tmp_path: Path, capsys
) -> None:
    keys = []
    for name in ("one", "other"):
        folder = tmp_path / name
        folder.mkdir()
        capsys.readouterr()
        assert look(folder) == 0
        keys.append((capsys.readouterr().out.split("\n")[0], str(folder / "kept")))
        tell(walked, AT, key=name)
        sequence_all(AT)
    asked = ["ledger", "witness", "compare", "--ledger", str(trust().ledger)]
    for key, kept in keys:
        asked += ["--witness", key, kept]
    assert main([*asked, "--from", "http://ledger.example"]) == 0
    assert main(asked) == 2, "without a proof nothing can be said"


def test_a_witness_needs_no_settings(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sharewell.cli.main", "ledger", "witness", "new-key",
         "--name", "school.example/witness", "--key", str(tmp_path / "key")],
        env={"PATH": "/usr/bin"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("school.example/witness+")
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0


def test_the_sequencer_signs_nothing_on_damaged_ground(
    walked: World, intruder: psycopg.Connection
) -> None:
    tell(walked, AT, key="later")
    intruder.execute("INSERT INTO audit_checkpoint VALUES (0, 'x')")
    intruder.execute("DELETE FROM audit_checkpoint WHERE size > 0")
    with pytest.raises(LedgerDamaged, match="lost its checkpoint"):
        sequence(AT)
    intruder.execute("UPDATE audit_tree_head SET root = edge")
    with pytest.raises(LedgerDamaged, match="does not fit its edge"):
        sequence(AT)


def test_a_ledger_from_before_checkpoints_catches_up(
    walked: World, intruder: psycopg.Connection
) -> None:
    intruder.execute("DELETE FROM audit_checkpoint")
    tell(walked, AT, key="later")
    sequence_all(AT)
    assert main(["ledger", "verify", "--quiet"]) == 0
