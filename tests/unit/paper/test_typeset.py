"""A page becomes a tagged PDF, always the same bytes, from this package alone."""

import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO

import pytest
from pypdf import PdfReader

from sharewell.web.paper.typeset import Attached, CannotTypeset, typeset

AT = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)
PLACE = Attached("proof.json", "What proves it", b"Not yet.", AT)
PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Record 7</title></head>
<body><h1>Record 7</h1><p>Zażółć gęślą jaźń, Ελένη, Дарья</p>
<table><tr><th scope="row">Outcome</th><td>Share</td></tr></table></body></html>"""
# A hieroglyph, for which no machine has a font.
RARE = PAGE.replace("Ελένη", "\U00013000")


def test_it_is_tagged_and_says_title_and_language() -> None:
    reader = PdfReader(BytesIO(typeset(PAGE, PLACE).pdf), strict=True)
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en-GB"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Record 7"
    assert 'pdfuaid:part="1"' in catalog["/Metadata"].get_data().decode()
    roles = _roles(catalog["/StructTreeRoot"])
    assert {"/Document", "/H1", "/P", "/Table", "/TR", "/TH", "/TD"} <= roles
    words = reader.pages[0].extract_text()
    for word in ("Record 7", "Zażółć gęślą jaźń", "Ελένη", "Дарья", "Outcome"):
        assert word in words
    assert {name: data[0] for name, data in reader.attachments.items()} == {
        "proof.json": b"Not yet."
    }


def test_every_font_is_inside() -> None:
    reader = PdfReader(BytesIO(typeset(PAGE, PLACE).pdf))
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    described = [
        f.get_object()["/DescendantFonts"][0]["/FontDescriptor"] for f in fonts
    ]
    assert described
    assert all({"/FontFile2", "/FontFile3"} & set(one) for one in described)


def test_the_same_page_gives_the_same_bytes_in_every_process() -> None:
    """And what the library has to say of its letters reaches no log."""
    code = (
        "from hashlib import sha256; from tests.unit.paper.test_typeset import *; "
        "print(sha256(typeset(RARE, PLACE).pdf).hexdigest())"
    )
    there = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    first, second = typeset(RARE, PLACE).pdf, typeset(RARE, PLACE).pdf
    assert first == second
    assert sha256(first).hexdigest() == there.stdout.strip()
    assert there.stderr == ""


def test_letters_that_no_font_has_are_noticed() -> None:
    assert not typeset(PAGE, PLACE).lacks_letters
    assert typeset(RARE, PLACE).lacks_letters
    assert not typeset(PAGE, PLACE).lacks_letters


@pytest.mark.parametrize(
    "inside",
    [
        '<img src="http://127.0.0.1:9/x.png">',
        '<img src="file:///etc/passwd">',
        '<img src="../x.png">',
        '<img src="package:paper.css">',
        '<link rel="stylesheet" href="https://127.0.0.1:9/x.css">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<style>@import url("file:///etc/passwd")</style>',
        '<p style="background: url(ftp://127.0.0.1/x)">x</p>',
        '<object data="file:///etc/passwd"></object>',
    ],
)
def test_nothing_outside_the_package_is_fetched(inside: str) -> None:
    with pytest.raises(CannotTypeset, match="files of its own package"):
        typeset(PAGE.replace("<h1>", f"{inside}<h1>"), PLACE)


def _roles(node: object) -> set[str]:
    found: set[str] = set()
    waiting = [node]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            if "/S" in one:
                found.add(one["/S"])
            if "/K" in one:
                waiting.append(one["/K"])
    return found
