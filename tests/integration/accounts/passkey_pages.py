"""What a visitor does at the pages of passkeys, with a key made of software."""

import html
import json
import re
from typing import Any

from sharewell.accounts.models import User
from tests.integration.accounts.signing_in import Visitor
from tests.integration.accounts.soft_key import SoftKey

OURS, NAME = "https://sharewell.invalid", "sharewell.invalid"
NEW, STEPS = "/sign-in/passkeys/new", "/sign-in/second-steps"
OPTIONS = re.compile(r"data-options='([^']+)'")


def options(visitor: Visitor, path: str) -> dict[str, Any]:
    found = OPTIONS.search(visitor.get(path).content.decode())
    assert found is not None
    asked: dict[str, Any] = json.loads(html.unescape(found[1]))
    return asked


def sends(visitor: Visitor, path: str, credential: Any, **more: str):
    return visitor.send(path, {"credential": json.dumps(credential), **more})


def adds(visitor: Visitor, key: SoftKey, name: str = "Blue key"):
    return sends(visitor, NEW, key.makes(options(visitor, NEW)), name=name)


def at_the_code() -> Visitor:
    visitor = Visitor()
    visitor.give_password()
    return visitor


def enters(visitor: Visitor, key: SoftKey, **changed: Any):
    asked = options(visitor, "/sign-in/code")
    return sends(visitor, "/sign-in/code", key.answers(asked, **changed))


def own(user: User) -> list[Any]:
    return list(user.authenticator_set.filter(type="webauthn").order_by("pk"))
