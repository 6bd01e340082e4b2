"""The units, the proxy and the example of a database server that are shipped."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture.source import CHECKOUT

DEPLOY = CHECKOUT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
USERS = {"web", "worker", "sequencer"}
HARDENED = {
    "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes",
    "PrivateDevices=yes", "ProtectKernelTunables=yes", "ProtectKernelModules=yes",
    "ProtectProc=invisible", "RestrictNamespaces=yes", "MemoryDenyWriteExecute=yes",
    "CapabilityBoundingSet=", "SystemCallFilter=@system-service", "LimitCORE=0",
    "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6", "UMask=0077",
}  # fmt: skip
# Who writes keys of subjects; everybody else finds all folders read-only.
WRITES = {"web", "worker"}
# Unit -> the secrets it is handed, by the files they come from.
OPENS = ["secret_key", "context_key", "field_keys", "app_url"]
SECRETS = {
    "web": {*OPENS, "oidc_providers"},
    "worker": {*OPENS, "smtp_url"},
    "sequencer": {
        "nothing_secret_key", "nothing_context_key", "nothing_field_keys", "ledger_url",
        "ledger_signing_key",
    },
    "verify": {*OPENS, "ledger_url"},
}  # fmt: skip
# Of systemd-analyze security: 0 nothing is open, 10 everything is.
WORST = 2.0


def handed(text: str) -> set[str]:
    return set(re.findall(r"^LoadCredential=\w+:\S+/(\w+)$", text, re.MULTILINE))


def faults(text: str, secrets: set[str]) -> list[str]:
    """What a unit lacks, or is given beyond what it needs."""
    lines = set(text.splitlines())
    found = [f"without {one}" for one in sorted(HARDENED - lines)]
    found += [f"is handed {one}" for one in sorted(handed(text) - secrets)]
    found += [f"is not handed {one}" for one in sorted(secrets - handed(text))]
    if "User=root" in lines or not re.search(r"^User=sharewell-", text, re.MULTILINE):
        found.append("has no user of its own")
    if "owner" in text or re.search(
        r"^Environment=\w*(KEY|PASSWORD|URL)=", text, re.MULTILINE
    ):
        found.append("the owner's address, or a secret in the open")
    return found


def named(unit: Path) -> str:
    return unit.stem.removeprefix("sharewell-")


@pytest.mark.parametrize("unit", UNITS, ids=named)
def test_each_unit_has_what_it_needs_and_no_more(unit: Path) -> None:
    assert faults(unit.read_text(), SECRETS[named(unit)]) == []


@pytest.mark.parametrize("unit", UNITS, ids=named)
def test_the_key_store_is_for_those_who_use_it(unit: Path) -> None:
    lines = unit.read_text().splitlines()
    opens = set(OPENS) <= SECRETS[named(unit)]
    assert ("SupplementaryGroups=sharewell-keys" in lines) is opens
    writes = [line for line in lines if line.startswith("ReadWritePaths=")]
    wanted = ["ReadWritePaths=/var/lib/sharewell-keys"]
    assert writes == (wanted if named(unit) in WRITES else [])


def test_no_two_processes_share_a_user() -> None:
    users = {
        named(u): re.search(r"^User=(\S+)$", u.read_text(), re.MULTILINE)[1]
        for u in UNITS
    }
    assert {users[one] for one in USERS} == {f"sharewell-{one}" for one in USERS}


def test_a_unit_that_is_loose_is_seen() -> None:
    text = (DEPLOY / "systemd" / "sharewell-web.service").read_text()
    assert faults(text.replace("NoNewPrivileges=yes\n", ""), SECRETS["web"])
    assert faults(text.replace("User=sharewell-web", "User=root"), SECRETS["web"])
    assert faults(text + "Environment=SECRET_KEY=x\n", SECRETS["web"])
    assert faults(text, SECRETS["sequencer"])


@pytest.fixture
def elsewhere(tmp_path: Path) -> list[str]:
    """The units with a program that is there on any machine."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("NOT RUN: systemd is not installed")
    for file in (DEPLOY / "systemd").iterdir():
        text = file.read_text().replace(
            "/opt/sharewell/.venv/bin/sharewell", "/bin/true"
        )
        (tmp_path / file.name).write_text(text)
    return [str(file) for file in sorted(tmp_path.iterdir())]


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["systemd-analyze", *arguments], text=True, capture_output=True
    )


def test_systemd_takes_them(elsewhere: list[str], tmp_path: Path) -> None:
    done = analyze("verify", "--man=no", *elsewhere)
    ours = [one for one in done.stderr.splitlines() if "sharewell" in one]
    assert done.returncode == 0 and ours == []
    planted = tmp_path / "planted.service"
    planted.write_text("[Service]\nExecStart=/nothing/there\n")
    assert analyze("verify", "--man=no", str(planted)).returncode != 0


def test_they_are_open_to_little(elsewhere: list[str], tmp_path: Path) -> None:
    for unit in (one for one in elsewhere if one.endswith(".service")):
        said = analyze("security", "--offline=true", "--no-pager", unit).stdout
        (level,) = re.findall(r"exposure level for \S+: ([\d.]+)", said)
        assert float(level) <= WORST, unit
    planted = tmp_path / "planted.service"
    planted.write_text("[Service]\nExecStart=/bin/true\n")
    said = analyze("security", "--offline=true", "--no-pager", str(planted)).stdout
    assert float(re.findall(r"exposure level for \S+: ([\d.]+)", said)[0]) > WORST


def test_the_proxy_speaks_new_tls_only() -> None:
    text = (DEPLOY / "nginx" / "sharewell.conf").read_text()
    assert re.findall(r"ssl_protocols (.*);", text) == ["TLSv1.2 TLSv1.3"]
    (ciphers,) = re.findall(r"ssl_ciphers (.*);", text)
    assert all(
        one.startswith("ECDHE-") and ("GCM" in one or "CHACHA20" in one)
        for one in ciphers.split(":")
    )
    assert "return 308 https://" in text
    # What a browser says of itself is set anew, never passed on.
    for header in ("X-Forwarded-For $remote_addr", "X-Forwarded-Proto https"):
        assert f"proxy_set_header {header};" in text
    assert "$args" not in text and "$request;" not in text and "$query" not in text
