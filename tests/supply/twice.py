"""The wheel built twice from two copies, at two times: the same bytes.

The control builds from a copy with one byte more, and must differ.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
SOURCES = ("sharewell", "pyproject.toml", "README.md", "LICENSE")
LEFT_OUT = shutil.ignore_patterns("__pycache__")


def built(folder: Path, *, change: bool = False) -> str:
    """The fingerprint of the wheel that is built there."""
    folder.mkdir()
    for name in SOURCES:
        source = CHECKOUT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=LEFT_OUT)
        else:
            shutil.copyfile(source, folder / name)
    if change:
        with (folder / "sharewell" / "__init__.py").open("a") as out:
            out.write("#\n")
    # Time, place and order of the files must not matter; only this time is fixed.
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600"}
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel"],
        cwd=folder,
        env=environment,
        check=True,
        capture_output=True,
    )
    (wheel,) = (folder / "dist").glob("*.whl")
    return sha256(wheel.read_bytes()).hexdigest()


def main() -> int:
    """0 if both are equal and the changed one is not."""
    with tempfile.TemporaryDirectory() as folder:
        first = built(Path(folder, "first"))
        second = built(Path(folder, "second"))
        other = built(Path(folder, "other"), change=True)
    if first != second or first == other:
        print(f"first {first}\nsecond {second}\nchanged {other}")
        return 1
    print(f"sha256 {first}, twice; a changed byte gives another.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
