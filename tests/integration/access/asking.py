"""Asks every address as one person and notes the status of each reply."""

from uuid import UUID

from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.browsing import hidden, signed_in
from tests.integration.access.filled_in import filled_in
from tests.integration.access.scene import Scene

NOBODY = "nobody"
# Who of the tests' cast is asked for; `nobody` has not signed in.
CAST = (
    "alice", "lena", "omar", "bob", "adam", "eve", "charlie", "petra", "dana", "percy",
    NOBODY,
)  # fmt: skip
METHODS = ("GET", "POST")
# Asked last: these end the session or draft, or replace the decision, that the others
# look at.
LAST = (
    "decide", "discard-draft",
    "concern-emergency", "disclosure-emergency", "answer-proposal",
    "review-emergency", "concern-known", "disclosure-known",
)  # fmt: skip
# Looked at first and sent then, for the first that is sent ends the session. Signing
# out is open to everybody, so it answers the same to whoever is out already.
ENDS = ("end-everywhere", "account_logout")


def names() -> list[str]:
    """Every address, those that end something last."""
    found = [str(one.name) for one in get_resolver().url_patterns]
    last = [*LAST, *ENDS]
    return [n for n in found if n not in last] + [n for n in last if n in found]


def address(scene: Scene, name: str) -> str:
    pattern = next(p for p in get_resolver().url_patterns if p.name == name)
    return reverse(name, kwargs=arguments(scene, pattern))


def arguments(scene: Scene, pattern: URLPattern) -> dict[str, UUID | str]:
    given = {k: scene.ids[k] for k in pattern.pattern.converters}
    if "thing_id" in given and pattern.name.startswith("disclosure"):
        given["thing_id"] = scene.ids["disclosure_id"]
    if "task_id" in given:
        given["concern_id"] = scene.ids["departed_id"]
    if "person" in given:
        given["fact"] = scene.ids["person_fact"]
    return given


def client_of(scene: Scene, who: str) -> Client:
    return Client() if who == NOBODY else signed_in(scene.world, who)


def ask_everything(scene: Scene, who: str) -> dict[str, dict[str, int]]:
    """Address -> method -> status, in one session."""
    client = client_of(scene, who)
    replies: dict[str, dict[str, int]] = {}
    looked_at = {name: client.get(address(scene, name)) for name in ENDS}
    for name in names():
        url = address(scene, name)
        if name in ENDS:
            replies[name] = {
                "GET": looked_at[name].status_code,
                "POST": client.post(url).status_code,
            }
            continue
        page = client.get(url)
        # A page tells what it was made from, so that nothing newer is overwritten.
        made = {k: v for k, v in hidden(page).items() if k == "made_from"}
        given = {**filled_in(scene, name), **made}
        replies[name] = {
            "GET": page.status_code,
            "POST": client.post(url, given).status_code,
        }
    return replies
