"""The request files: who asks what of which thing, and the rules that settle it.

`PERMIT/` and `DENY/` hold one request a file. `actions` are asked one by one; so are
the roles, each alone, where a file says `each_of_roles`. Without `purpose` it is that
of the action; `circumstances` name the actor as "me".
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sharewell.core.policy.action import Action
from sharewell.core.policy.decide import decide
from sharewell.core.policy.groups import purpose_of
from sharewell.core.policy.model import (
    Actor,
    Circumstances,
    Purpose,
    Relation,
    Resource,
    Role,
    Verdict,
)

FOLDER = Path(__file__).resolve().parent
SOMEBODY, SOMEWHERE, SOMEBODY_ELSE = UUID(int=1), UUID(int=2), UUID(int=3)


@dataclass(frozen=True)
class Request:
    """One question to the policy with the answer it must give."""

    file: str
    actor: Actor
    purpose: Purpose
    action: Action
    resource: Resource
    circumstances: Circumstances
    expected: Verdict

    def __str__(self) -> str:
        roles = "+".join(sorted(self.actor.roles)) or "nobody"
        return f"{self.file}: {roles} {self.action}"

    def asked(self) -> Verdict:
        return decide(
            self.actor, self.purpose, self.action, self.resource, self.circumstances
        )

    def is_answered_as_expected(self) -> bool:
        return self.asked() == self.expected


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
            asked = Action(action)
            purpose = Purpose(given.get("purpose", purpose_of(asked)))
            yield Request(
                name, actor, purpose, asked, resource, _circumstances(given), expected
            )


def _circumstances(given: dict[str, dict[str, str]]) -> Circumstances:
    who = {"me": SOMEBODY, "another": SOMEBODY_ELSE}
    named = given.get("circumstances", {})
    return Circumstances(**{key: who[value] for key, value in named.items()})


def _role_sets(given: dict[str, list[str]]) -> list[frozenset[Role]]:
    if "each_of_roles" in given:
        return [frozenset({Role(one)}) for one in given["each_of_roles"]]
    return [frozenset(Role(one) for one in given["roles"])]
