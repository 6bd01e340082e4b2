"""The layers and the private parts, and that each contract can be broken."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import CHECKOUT, PACKAGE

LINT = [
    sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; "
                          "run()",
    "--no-cache", "--config", "pyproject.toml",
]  # fmt: skip

# File planted -> its text. One violation for each contract, at the least.
PLANTED = {
    "core/planted_upward.py": "import sharewell.web.clock\n",
    "unplaced/__init__.py": "",
    "core/planted_clock.py": "import time\n",
    "core/policy/planted.py": "import sharewell.core.ledger.tree\n",
    "rulebooks/planted.py": "import z3\n",
    "web/planted.py": "import sharewell.decisions.models\n",
    "web/planted_proof.py": "import sharewell.proof.prove\n",
    "web/planted_authoring.py": "import sharewell.rulebooks.authoring.book\n",
    "web/planted_explain.py": "import sharewell.core.procedure.explain\n",
    "config/planted.py": "import sharewell.cli.rules.prove\n",
    "decisions/planted.py": "".join(
        f"import sharewell.{app}.models\n"
        for app in (
            "keys",
            "outbox",
            "audit",
            "access",
            "accounts",
            "agencies",
            "children",
        )
    ),
    "demo/planted.py": "import sharewell.decisions.models, sharewell.exchange.models\n",
}


def _contracts() -> list[str]:
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
    return [one["name"] for one in settings["tool"]["importlinter"]["contracts"]]


def _lint(where: Path) -> str:
    done = subprocess.run(
        LINT, cwd=where, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(where), "COLUMNS": "200"},
    )  # fmt: skip
    return done.stdout + done.stderr


def test_every_import_runs_downward() -> None:
    found = _lint(CHECKOUT)
    assert ", 0 broken." in found, found


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> str:
    where = tmp_path_factory.mktemp("planted")
    shutil.copy(CHECKOUT / "pyproject.toml", where)
    shutil.copytree(
        PACKAGE,
        where / "sharewell",
        ignore=shutil.ignore_patterns("static", "__pycache__"),
    )
    unplaced = {"unplaced/__init__.py"}
    for name in PLANTED.keys() - unplaced:
        (where / "sharewell" / name).write_text(PLANTED[name])
    return _lint(where)


@pytest.mark.parametrize("contract", _contracts())
def test_a_planted_import_breaks_the_contract(planted: str, contract: str) -> None:
    assert re.search(rf"^{re.escape(contract)} BROKEN", planted, re.MULTILINE), planted


def test_a_new_package_has_to_be_placed_in_a_layer(tmp_path: Path) -> None:
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    shutil.copytree(
        PACKAGE, tmp_path / "sharewell",
        ignore=shutil.ignore_patterns("static", "__pycache__"),
    )  # fmt: skip
    (tmp_path / "sharewell" / "unplaced").mkdir()
    (tmp_path / "sharewell" / "unplaced" / "__init__.py").touch()
    assert "sharewell.unplaced" in _lint(tmp_path)
