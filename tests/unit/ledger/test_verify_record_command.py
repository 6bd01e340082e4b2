"""`sharewell verify-record`: words for a court clerk, exit codes for a program."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sharewell.cli.main import main
from sharewell.core.ledger.record_checked import fingerprint
from sharewell.core.ledger.record_proof import write_record_proof
from sharewell.core.ledger.sealed_pdf import seal
from tests.unit.ledger.sealed_records import REASONS, content, sealed_record
from tests.unit.ledger.signed import LEDGER, WITNESS, signer
from tests.unit.ledger.test_record_proofs import other, pages, proof, whole

CHECKOUT = Path(__file__).resolve().parents[3]
OTHER_KEY = signer("other.example/ledger").key


@pytest.fixture
def key(tmp_path: Path) -> Path:
    file = tmp_path / "ledger.key"
    file.write_text(f"# The ledger\n{LEDGER.key}\n\n{WITNESS.key}\n")
    return file


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    file = tmp_path / "record.pdf"
    file.write_bytes(whole())
    return file


def run(*arguments: object) -> int:
    return main(["verify-record", *map(str, arguments)])


def test_unchanged_and_the_key_is_the_right_one(
    pdf: Path, key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(pdf, "--key", key) == 0
    said = capsys.readouterr().out
    for words in (
        "UNCHANGED. This record and its pages are as sealed.",
        "SW-TEST-0001",
        "20 November 2026, 14:05 UTC",
        "number 5 of the ledger sharewell.example/ledger",
        "over 13 entries",
        WITNESS.key.name,
        fingerprint(LEDGER.key),
        "This does not say that the reasons were right",
    ):
        assert words in said, words
    assert REASONS not in said


def test_the_words_are_shown_when_asked_for_and_cannot_steer_the_screen(
    tmp_path: Path, key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hostile = sealed_record(pages(), content(1, "A\x1b[2Jburn.\nTwo."))
    file = tmp_path / "hostile.pdf"
    file.write_bytes(seal(pages(), write_record_proof(hostile)))
    assert run(file, "--key", key, "--words") == 0
    said = capsys.readouterr().out
    assert "A?[2Jburn.\n    Two." in said
    assert "\x1b" not in said


def test_without_a_key_it_says_what_is_still_to_be_compared(
    pdf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(pdf) == 3
    said = capsys.readouterr().out
    assert "UNCHANGED ONLY IF THE KEY IS RIGHT" in said
    assert fingerprint(LEDGER.key) in said


def test_the_fingerprint_that_was_printed_does_for_a_key(pdf: Path) -> None:
    printed = fingerprint(LEDGER.key)
    assert run(pdf, "--fingerprint", printed) == 0
    assert run(pdf, "--fingerprint", printed.upper().replace(" ", ":")) == 0
    assert run(pdf, "--fingerprint", fingerprint(OTHER_KEY)) == 1


def test_another_key_is_refused(
    pdf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "other.key"
    key.write_text(f"{OTHER_KEY}\n")
    assert run(pdf, "--key", key) == 1
    said = capsys.readouterr().out
    assert "REFUSED" in said
    assert "sealed with another key than the one you trust" in said


def test_what_was_changed_is_refused_with_the_reason(
    tmp_path: Path, key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mixed.pdf"
    file.write_bytes(seal(pages(), write_record_proof(other())))
    assert run(file, "--key", key) == 1
    said = capsys.readouterr().out
    assert said.startswith("REFUSED. Do not rely on this file.")
    assert "are not those that Sharewell made" in said
    assert run(file, "--key", key, "--json") == 1
    assert json.loads(capsys.readouterr().out)["unchanged"] is False


def test_another_program_gets_all_of_it(
    pdf: Path, key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(pdf, "--key", key, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["unchanged"] and said["key_compared"] and said["pages_checked"]
    assert said["record"] == content()
    assert said["key"] == str(LEDGER.key)


def test_a_time_that_no_clock_shows_is_said_to_be_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forged = sealed_record(pages(), by=signer("forger.example"), signed_at=(1 << 62))
    file = tmp_path / "forged.pdf"
    file.write_bytes(seal(pages(), write_record_proof(forged)))
    assert run(file) == 3
    assert "no time that a clock can show" in capsys.readouterr().out


@pytest.mark.parametrize("make", ["absent", "folder", "picture", "empty"])
def test_what_cannot_be_read_is_no_verdict(
    tmp_path: Path, make: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / make
    if make == "folder":
        file.mkdir()
    elif make != "absent":
        file.write_bytes(b"\x89PNG" if make == "picture" else b"")
    assert run(file) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "verify-record" in said.err


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "nonsense\n", f"{WITNESS.key}\n", f"x{LEDGER.key}\n"]
)
def test_a_key_file_without_a_ledgers_key_is_no_verdict(
    pdf: Path, tmp_path: Path, text: str
) -> None:
    key = tmp_path / "bad.key"
    key.write_text(text)
    assert run(pdf, "--key", key) == 2
    assert run(pdf, "--key", tmp_path / "absent") == 2
    assert run(pdf, "--fingerprint", "abc") == 2


def test_it_needs_no_environment_no_django_and_no_connection(
    pdf: Path, key: Path, tmp_path: Path
) -> None:
    code = (
        "import socket, sys\n"
        "def refuse(*_): raise SystemExit('a connection was opened')\n"
        "socket.socket.connect = refuse\n"
        "from sharewell.cli.main import main\n"
        "code = main(sys.argv[1:])\n"
        "late = {'django', 'psycopg', 'weasyprint', 'jinja2'} & set(sys.modules)\n"
        "sys.exit(f'imported {late}' if late else code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "verify-record", pdf, "--key", key],
        env={"PYTHONPATH": str(CHECKOUT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "UNCHANGED" in done.stdout


def test_the_proof_alone_says_that_no_pages_were_checked(
    tmp_path: Path, key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "proof.json"
    file.write_bytes(write_record_proof(proof()))
    assert run(file, "--key", key) == 0
    said = capsys.readouterr().out
    assert "This record is as sealed." in said
    assert "No pages were given" in said
