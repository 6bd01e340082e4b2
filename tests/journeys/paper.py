"""The words of a PDF that Chromium made: its fonts carry their own alphabets."""

import re
import zlib

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
OBJECT = re.compile(rb"(\d+) 0 obj(.*?)endobj", re.DOTALL)
RANGE = re.compile(rb"<(\w{4})> <(\w{4})> (?:<(\w+)>|\[(.*?)\])", re.DOTALL)
SINGLE = re.compile(rb"^<(\w{4})> <(\w+)>$", re.MULTILINE)
SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<(\w+)>(?= ?Tj)|\[(.*?)\] ?TJ")


def words_of(pdf: bytes) -> str:
    """All text as it is drawn, without spaces: a line may break anywhere."""
    objects = {int(number): body for number, body in OBJECT.findall(pdf)}
    alphabets = _alphabets(objects)
    drawn = "".join(
        _drawn(content, alphabets)
        for content in map(_content, objects.values())
        if b" Tf" in content
    )
    return "".join(drawn.split())


def _content(body: bytes) -> bytes:
    found = STREAM.search(body)
    if not found:
        return b""
    return zlib.decompress(found[1]) if b"FlateDecode" in body else found[1]


def _alphabets(objects: dict[int, bytes]) -> dict[bytes, dict[int, str]]:
    found = {}
    for body in objects.values():
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", body):
            if unicode := re.search(rb"/ToUnicode (\d+) 0 R", objects[int(number)]):
                found[name] = _alphabet(_content(objects[int(unicode[1])]))
    return found


def _alphabet(cmap: bytes) -> dict[int, str]:
    letters = {int(code, 16): _text(to) for code, to in SINGLE.findall(cmap)}
    for first, last, start, each in RANGE.findall(cmap):
        codes = range(int(first, 16), int(last, 16) + 1)
        listed = re.findall(rb"<(\w+)>", each)
        for place, code in enumerate(codes):
            letters[code] = (
                _text(listed[place]) if listed else chr(int(start, 16) + place)
            )
    return letters


def _text(utf16: bytes) -> str:
    return bytes.fromhex(utf16.decode()).decode("utf-16-be")


def _drawn(content: bytes, alphabets: dict[bytes, dict[int, str]]) -> str:
    alphabet: dict[int, str] = {}
    text = ""
    for font, one, many in SHOWN.findall(content):
        if font:
            alphabet = alphabets.get(font, {})
        for piece in [one] if one else re.findall(rb"<(\w+)>", many):
            codes = (int(piece[i : i + 4], 16) for i in range(0, len(piece), 4))
            text += "".join(alphabet.get(code, "") for code in codes)
    return text
