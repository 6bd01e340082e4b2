"""The bill of materials, CycloneDX 1.6 as JSON, made from the lock files alone.

    python -m tests.supply.sbom FILE

Nothing is installed or asked for; the same locks give the same bytes. Required is what
runs in the service; excluded is what only builds or tests it. Runs in the environment
of script/supply, which has cyclonedx-python-lib.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

CHECKOUT = Path(__file__).resolve().parents[2]
REQUIREMENT = re.compile(
    r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>\S+)(?P<rest>(?:.*\\\n)*.*)$",
    re.MULTILINE,
)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def python_parts(lock: Path, scope: str) -> Iterator[dict[str, object]]:
    """One component for each locked package; its hashes are those of its files."""
    for found in REQUIREMENT.finditer(lock.read_text()):
        name, version = found["name"], found["version"]
        purl = f"pkg:pypi/{name}@{version}"
        hashes = [
            {"alg": "SHA-256", "content": one} for one in HASH.findall(found["rest"])
        ]
        yield {
            "type": "library",
            "bom-ref": purl,
            "name": name,
            "version": version,
            "scope": scope,
            "purl": purl,
            "externalReferences": [
                {
                    "type": "distribution",
                    "url": purl,
                    "hashes": hashes,
                }
            ],
        }


def npm_parts(lock: Path) -> Iterator[dict[str, object]]:
    """What builds the committed style sheets and scripts; nothing of it runs."""
    for path, about in json.loads(lock.read_text())["packages"].items():
        if not path:
            continue
        name, version = path.rpartition("node_modules/")[2], about["version"]
        purl = f"pkg:npm/{quote(name, safe='/')}@{version}"
        part: dict[str, object] = {
            "type": "library",
            "bom-ref": f"{purl}#{path}",
            "name": name,
            "version": version,
            "scope": "excluded",
            "purl": purl,
        }
        if licence := about.get("license"):
            part["licenses"] = [{"expression": licence}]
        yield part


def bill() -> dict[str, object]:
    """The whole bill; the project itself is what it describes."""
    run = list(python_parts(CHECKOUT / "requirements/run.txt", "required"))
    known = {one["bom-ref"] for one in run}
    dev = python_parts(CHECKOUT / "requirements/dev.txt", "excluded")
    others = [one for one in dev if one["bom-ref"] not in known]
    project = re.search(
        r'^version = "(.+)"$', (CHECKOUT / "pyproject.toml").read_text(), re.MULTILINE
    )
    assert project
    ours = "pkg:pypi/sharewell@" + project[1]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": ours,
                "name": "sharewell",
                "version": project[1],
                "licenses": [{"license": {"id": "Apache-2.0"}}],
                "purl": ours,
            }
        },
        "components": [
            *run,
            *others,
            *npm_parts(CHECKOUT / "package-lock.json"),
        ],
        "dependencies": [{"ref": ours, "dependsOn": sorted(known)}],
    }


def main(target: str) -> int:
    """Write it and hold it against the schema."""
    text = json.dumps(bill(), indent=1, sort_keys=True) + "\n"
    if fault := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        print(f"Not as CycloneDX 1.6 wants it: {fault}", file=sys.stderr)
        return 1
    Path(target).write_text(text)
    parts = json.loads(text)["components"]
    run = sum(one["scope"] == "required" for one in parts)
    print(f"{len(parts)} components, {run} of them in the running service.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
