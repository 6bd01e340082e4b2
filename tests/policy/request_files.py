"""The request files: who asks what of which thing, and the rules that settle it.

`PERMIT/` and `DENY/` hold one request a file. `actions` are asked one by one; so are
the roles, each alone, where a file says `each_of_roles`.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sharewell.core.policy.action import Action
from sharewell.core.policy.decide import decide
from sharewell.core.policy.model import Actor, Relation, Resource, Role, Verdict

FOLDER = Path(__file__).resolve().parent
SOMEBODY, SOMEWHERE = UUID(int=1), UUID(int=2)


@dataclass(frozen=True)
class Request:
    """One question to the policy with the answer it must give."""

    file: str
    actor: Actor
    action: Action
    resource: Resource
    expected: Verdict

    def __str__(self) -> str:
        roles = "+".join(sorted(self.actor.roles)) or "nobody"
        return f"{self.file}: {roles} {self.action}"

    def is_answered_as_expected(self) -> bool:
        return decide(self.actor, self.action, self.resource) == self.expected


def files(verdict: str) -> list[Path]:
    return sorted((FOLDER / verdict).glob("*.toml"))


def requests() -> list[Request]:
    return [
        request for verdict in ("PERMIT", "DENY")
        for file in files(verdict) for request in _read(file)
    ]  # fmt: skip


def _read(file: Path) -> Iterator[Request]:
    given = tomllib.loads(file.read_text())
    resource = Resource(
        given["resource"]["kind"], None,
        frozenset(Relation(one) for one in given["resource"]["relations"]),
    )  # fmt: skip
    permit = file.parent.name == "PERMIT"
    expected = Verdict(permit, tuple(given["reasons"]))
    for roles in _role_sets(given["actor"]):
        actor = Actor(SOMEBODY, SOMEWHERE, roles)
        for action in given["actions"]:
            name = f"{file.parent.name}/{file.name}"
            yield Request(name, actor, Action(action), resource, expected)


def _role_sets(given: dict[str, list[str]]) -> list[frozenset[Role]]:
    if "each_of_roles" in given:
        return [frozenset({Role(one)}) for one in given["each_of_roles"]]
    return [frozenset(Role(one) for one in given["roles"])]
