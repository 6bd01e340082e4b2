"""Notes agree with the published ones; anything but their one form is refused."""

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from sharewell.core.ledger.checkpoint import read_body, require_signed
from sharewell.core.ledger.note import Note, NoteSignature, read_note, write_note
from sharewell.core.ledger.note_keys import (
    KeyKind,
    NotSigned,
    VerifierKey,
    read_verifier_key,
    signatures_by,
)
from sharewell.core.ledger.strict_text import MalformedNote
from sharewell.keys.signing import SigningKey, check, new_seed

PUBLISHED: dict[str, Any] = json.loads(
    Path(__file__).with_name("published_notes.json").read_text("utf-8")
)
GO = PUBLISHED["go"]
TEXT = b64decode(GO["text"]).decode()
LINE, OTHER_LINE = f"{GO['line']}\n", f"{GO['other_line']}\n"


def lines(published: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in published).encode()


def key(text: str) -> VerifierKey:
    return read_verifier_key(text, KeyKind.LOG)


def note(signatures: str, text: str = TEXT) -> Note:
    return read_note(f"{text}\n{signatures}".encode())


def require(signatures: str, by: str, text: str = TEXT) -> None:
    read = note(signatures, text)
    require_signed(read, key(by), read.text.encode(), check)


@pytest.mark.parametrize("name", ["spec", "sumdb"])
def test_published_note_is_signed_by_its_published_key(name: str) -> None:
    read = read_note(lines(PUBLISHED[name]["note"]))
    require_signed(read, key(PUBLISHED[name]["key"]), read.text.encode(), check)
    assert write_note(read) == lines(PUBLISHED[name]["note"])


def test_signing_gives_the_published_bytes() -> None:
    private = SigningKey(b64decode(GO["private"])[1:])
    peter = key(GO["key"])
    assert private.public == peter.public
    signature = private.sign(TEXT.encode())
    line = NoteSignature(peter.name, peter.key_id, signature).line()
    assert line == LINE


def test_lines_of_unknown_keys_are_left_aside() -> None:
    for by in (GO["key"], GO["other_key"]):
        require(LINE + OTHER_LINE, by)
    with pytest.raises(NotSigned, match="did not sign"):
        require(OTHER_LINE, GO["key"])


def test_a_false_line_of_a_known_key_spoils_the_note() -> None:
    false = LINE[:60] + "ABCD" + LINE[60:]
    for signatures in (false, LINE + false, false + LINE):
        with pytest.raises(NotSigned, match="does not fit"):
            require(signatures, GO["key"])
    with pytest.raises(NotSigned, match="does not fit"):
        require(LINE, GO["key"], TEXT.replace("answer", "Answer"))


def test_the_same_key_for_another_use_did_not_sign() -> None:
    peter = key(GO["key"])
    other = VerifierKey(peter.name, KeyKind.WITNESS, peter.public)
    assert not list(signatures_by(note(LINE), other))


@pytest.mark.parametrize(
    "data",
    [
        TEXT,
        f"{TEXT}\n",
        f"{TEXT}\n{LINE[:-1]}",
        f"\x01{TEXT}\n{LINE}",
        f"{TEXT}\n{LINE}Unexpected line.\n",
        f"{TEXT}\n{LINE}\n",
        f"{TEXT}\n{LINE}\n\n",
        f"{TEXT}{LINE}",
        f"{TEXT}\r\n\r\n{LINE}",
        f"{TEXT}\n{LINE}".replace("\n", "\r\n"),
        f"{TEXT}\n{LINE.replace(' x08', '  x08')}",
        f"{TEXT}\n{LINE.replace('PeterNeumann', 'Peter Neumann')}",
        f"{TEXT}\n{LINE.replace('PeterNeumann', 'Peter+Neumann')}",
        f"{TEXT}\n{LINE.replace('PeterNeumann ', ' ')}",
        f"{TEXT}\n{LINE.replace('PeterNeumann', 'Peter' + chr(0xA0) + 'N')}",
        f"{TEXT}\n{LINE.replace(chr(0x2014), '-')}",
        f"{TEXT}\n{LINE.replace('nAM=', 'nAN=')}",
        f"{TEXT}\n{LINE.replace('nAM=', 'nAM')}",
        f"{TEXT}\n{LINE.replace('nAM=', 'nAM= ')}",
        f"{TEXT}\n{LINE.replace('nAM=', 'nA_=')}",
        f"{TEXT}\n\u2014 PeterNeumann x08goA==\n"[:-6] + "\n",
        f"{TEXT}\n\u2014 PeterNeumann x08go===\n",
        f"{TEXT}\n\u2014 PeterNeumann \n",
        f"{TEXT}\n{LINE * 65}",
        f"{TEXT * 30_000}\n{LINE}",
        "",
        "\n\n",
    ],
)
def test_what_is_no_note_is_refused(data: str) -> None:
    with pytest.raises(MalformedNote):
        read_note(data.encode())


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(MalformedNote, match="UTF-8"):
        read_note(b"\xff" + f"{TEXT}\n{LINE}".encode())


def test_text_without_a_final_newline_cannot_be_written() -> None:
    with pytest.raises(MalformedNote):
        write_note(Note("abc", note(LINE).signatures))


def test_no_part_and_no_change_of_a_key_is_a_key() -> None:
    text = GO["key"]
    parts = {
        text[start:end]
        for start in range(len(text))
        for end in range(start + 1, len(text) + 1)
    } - {text}
    changed = {
        text[:at] + chr(ord(text[at]) ^ bit) + text[at + 1 :]
        for at in range(len(text))
        for bit in (1, 2, 4, 8, 16, 32, 64)
    }
    for bad in [*parts, *changed, *GO["bad_keys"], f"{text}\n", f" {text}"]:
        with pytest.raises(MalformedNote):
            key(bad)


def test_a_key_is_read_for_one_use_only() -> None:
    (remora,) = PUBLISHED["witness_keys"]["keys"]
    assert str(read_verifier_key(remora, KeyKind.WITNESS)) == remora
    with pytest.raises(MalformedNote, match="not of the kind log"):
        key(remora)
    with pytest.raises(MalformedNote, match="not of the kind witness"):
        read_verifier_key(GO["key"], KeyKind.WITNESS)


def test_published_checkpoint_is_read() -> None:
    example = PUBLISHED["example_checkpoint"]["note"]
    said = read_body(read_note(lines(example)).text)
    assert (said.origin, said.size) == ("example.com/behind-the-sofa", 20852163)
    assert said.body() == "".join(f"{line}\n" for line in example[:3])


def test_fresh_keys_differ_and_check_says_no_to_any_shape() -> None:
    one, other = SigningKey(new_seed()), SigningKey(new_seed())
    assert one.public != other.public
    assert check(one.public, b"text", one.sign(b"text"))
    assert not check(other.public, b"text", one.sign(b"text"))
    assert not check(one.public[:31], b"text", one.sign(b"text"))
    assert not check(one.public, b"text", b"")
