"""The record of a decision as a file, from the page to a machine without anything."""

import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from sharewell.audit.sequencer import sequence_all
from sharewell.audit.signing import verifier_keys
from sharewell.core.ledger.record_checked import NotAsSealed, check_record, fingerprint
from sharewell.core.ledger.sealed_pdf import seal, unseal
from sharewell.decisions.deciding import record_decision
from sharewell.decisions.vocabulary import Outcome
from sharewell.keys.signing import check
from tests.browsing import signed_in
from tests.conftest import Kept
from tests.integration.access.leaves import leaves
from tests.integration.access.scene import Scene, decision, kept_scene

CHECKOUT = Path(__file__).resolve().parents[3]
# A Python in which the packages are found, and nothing else of this process.
COMMAND = [sys.executable, "-m", "sharewell.cli.main", "verify-record"]


@pytest.fixture
def scene(kept: Kept) -> Scene:
    return kept_scene(kept)


@pytest.fixture
def lena(scene: Scene) -> Client:
    return signed_in(scene.world, "lena")


def download(client: Client, scene: Scene) -> HttpResponse:
    return client.get(reverse("decision-copy", args=[scene.ids["decision_id"]]))


def sealed_copy(client: Client, scene: Scene) -> bytes:
    """As a person gets it who clicks again after the page that says to wait."""
    assert b"within seconds" in download(client, scene).content
    sequence_all(datetime.now(UTC))
    return bytes(download(client, scene).content)


def run_alone(tmp_path: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """The command in an empty environment and an empty folder."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        env={"PYTHONPATH": str(CHECKOUT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )


def test_until_it_is_sealed_a_page_says_so_and_gives_nothing(
    scene: Scene, lena: Client
) -> None:
    reply = download(lena, scene)
    assert (reply.status_code, reply["Content-Type"][:9]) == (200, "text/html")
    assert "will be ready within seconds" in reply.content.decode()
    assert "Second bruise" not in reply.content.decode()
    assert len(leaves("decision.copied")) == 1


def test_the_copy_is_a_tagged_pdf_with_its_proof(scene: Scene, lena: Client) -> None:
    data = sealed_copy(lena, scene)
    reader = PdfReader(BytesIO(data), strict=True)
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for said in (
        "Second bruise.", "It does not fit.", "Lena", "This copy made on",
        "Edition", f"/decisions/{scene.ids['decision_id']}", "verify-record",
    ):  # fmt: skip
        # A line may break anywhere.
        assert "".join(said.split()) in "".join(words.split()), said
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Record of a sharing decision" in reader.metadata.title
    (attached,) = reader.attachments["proof.json"]
    assert attached == unseal(data)[1]


def test_it_holds_and_says_what_was_decided(scene: Scene, lena: Client) -> None:
    found = check_record(sealed_copy(lena, scene), check)
    assert found.has_pages
    assert found.content["id"] == str(scene.ids["decision_id"])
    assert found.content["reasons"] == "Second bruise."
    assert found.key == verifier_keys()[0]
    (recorded,) = [
        one for one in leaves("decision.recorded")
        if one.object_id == scene.ids["decision_id"]
    ]  # fmt: skip
    assert found.recorded.entry == recorded


def test_each_download_leaves_its_entry_and_a_colleague_gets_the_same_bytes(
    scene: Scene, lena: Client
) -> None:
    first = sealed_copy(lena, scene)
    second = bytes(download(signed_in(scene.world, "omar"), scene).content)
    assert unseal(first)[0] == unseal(second)[0]
    entries = leaves("decision.copied")
    assert len(entries) == 3
    assert len({one.commitment for one in entries}) == 1
    assert len({one.actor for one in entries}) == 2


def test_the_pages_of_one_copy_and_the_proof_of_another_are_refused(
    scene: Scene, lena: Client
) -> None:
    pages, _ = unseal(sealed_copy(lena, scene))
    scene.ids["decision_id"] = record_decision(
        by=scene.world.actors["lena"],
        at=datetime.now(UTC),
        key="another",
        concern_id=scene.ids["concern_id"],
        decision=decision(datetime.now(UTC), Outcome.DO_NOT_SHARE),
    )
    _, proof = unseal(sealed_copy(lena, scene))
    with pytest.raises(NotAsSealed, match="not those that Sharewell made"):
        check_record(seal(pages, proof), check)


def test_anybody_can_check_it_on_a_machine_without_anything(
    scene: Scene, lena: Client, tmp_path: Path
) -> None:
    pdf, key = tmp_path / "record.pdf", tmp_path / "ledger.key"
    pdf.write_bytes(sealed_copy(lena, scene))
    key.write_bytes(Client().get(reverse("ledger-key")).content)
    done = run_alone(tmp_path, pdf, "--key", key)
    assert (done.returncode, done.stderr) == (0, "")
    assert "UNCHANGED. This record and its pages are as sealed." in done.stdout
    assert "Second bruise" not in done.stdout
    printed = fingerprint(verifier_keys()[0])
    assert printed in done.stdout
    done = run_alone(tmp_path, pdf, "--fingerprint", printed, "--words")
    assert done.returncode == 0
    assert "Second bruise." in done.stdout
    pdf.write_bytes(pdf.read_bytes()[:-9])
    done = run_alone(tmp_path, pdf, "--key", key)
    assert done.returncode == 1
    assert "REFUSED" in done.stdout


def test_a_web_process_that_was_not_told_the_key_hands_out_nothing(
    scene: Scene, lena: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    download(lena, scene)
    sequence_all(datetime.now(UTC))
    monkeypatch.setattr(settings, "LEDGER_SIGNING_KEY", None)
    assert download(lena, scene)["Content-Type"] == "application/pdf"
    monkeypatch.setattr(settings, "LEDGER_KEYS", "")
    assert b"within seconds" in download(lena, scene).content
    assert lena.get(reverse("ledger-key")).status_code == 404
