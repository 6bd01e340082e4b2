"""What is served: known files, our own look, and no marks of another site."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
STATIC = ROOT / "sharewell/web/static"
TEMPLATES = ROOT / "sharewell/web/templates"
BUILD = ROOT / "script/assets"

# The font, crest, crown and blue of another site, and anything that loads a font.
FOREIGN = re.compile(
    r"GDS Transport|crest|crown|@font-face|#1d70b8|\.woff", re.IGNORECASE
)
# A style attribute, but not a word such as data-style.
INLINE_STYLE = re.compile(r"(?<![-\w])style\s*=|<style", re.IGNORECASE)
INLINE_HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)


def served() -> dict[str, bytes]:
    """Every served file by its path under the static folder, the manifest apart."""
    return {
        str(file.relative_to(STATIC)): file.read_bytes()
        for file in STATIC.rglob("*")
        if file.is_file() and file.name != "manifest.json"
    }


def foreign_marks(files: dict[str, bytes]) -> list[str]:
    """Where a mark of another site stands, in a name or in the content."""
    return [
        f"{name}: {found.group()}"
        for name, content in files.items()
        for found in FOREIGN.finditer(f"{name}\n{content.decode('utf-8')}")
    ]


def test_the_manifest_names_every_file_and_its_digest() -> None:
    manifest = json.loads((STATIC / "manifest.json").read_text("utf-8"))
    digests = {
        name: hashlib.sha256(body).hexdigest() for name, body in served().items()
    }
    assert manifest["files"] == digests
    assert manifest["versions"]["govuk-frontend"] == "6.3.0"


def test_no_mark_of_another_site_is_served() -> None:
    assert foreign_marks(served()) == []


@pytest.mark.parametrize(
    "planted",
    ["font-family:'GDS Transport'", "url(govuk-crest.svg)", "#1D70B8", "@font-face{}"],
)
def test_a_planted_mark_is_found(planted: str) -> None:
    assert foreign_marks({"app.css": planted.encode()})


def test_served_files_point_only_to_one_another() -> None:
    for name, content in served().items():
        text = content.decode("utf-8")
        assert "sourceMappingURL" not in text, name
        assert not re.search(r"url\((?!['\"]?data:)|@import", text), name
        for imported in re.findall(r'from "\./([^"]+)"', text):
            assert (STATIC / "sharewell" / imported).is_file(), name


def test_no_page_carries_a_style_or_a_handler_of_its_own() -> None:
    # The content security policy would refuse both.
    for file in TEMPLATES.rglob("*.html"):
        text = file.read_text("utf-8")
        assert not INLINE_STYLE.search(text), file.name
        assert not INLINE_HANDLER.search(text), file.name


def test_a_planted_style_or_handler_is_found() -> None:
    assert INLINE_STYLE.search('<p style="color: red">')
    assert INLINE_HANDLER.search('<p class="x" onclick="go()">')
    assert not INLINE_STYLE.search('<p data-style="x">')


def test_the_lock_file_names_no_registry() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    assert not [name for name, item in lock["packages"].items() if "resolved" in item]


@pytest.mark.needs_npm
def test_a_fresh_build_is_equal_to_what_is_committed() -> None:
    done = subprocess.run(
        [sys.executable, BUILD, "check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.needs_npm
def test_a_changed_byte_is_noticed_by_the_check(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    shutil.copytree(STATIC, checkout / "sharewell/web/static")
    shutil.copytree(ROOT / "assets", checkout / "assets")
    (checkout / "script").mkdir()
    shutil.copy(BUILD, checkout / "script/assets")
    for shared in ("node_modules", ".venv"):
        (checkout / shared).symlink_to(ROOT / shared)
    (checkout / "sharewell/web/static/sharewell/start.js").write_text("changed")
    done = subprocess.run(
        [sys.executable, checkout / "script/assets", "check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout.startswith("sharewell/start.js differs")
