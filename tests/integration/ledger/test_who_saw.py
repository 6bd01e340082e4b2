"""`sharewell ledger who-saw`: for an officer who is named, and in the ledger itself."""

import json
from datetime import UTC, datetime

import pytest

from sharewell.cli.main import main
from sharewell.decisions.actions import open_concern
from tests.factories import World
from tests.integration.ledger.walk import tell
from tests.personas import Who


@pytest.fixture
def concern(world: World) -> dict[str, str]:
    at = datetime.now(UTC)
    made = tell(world, at)
    opened = open_concern(by=world.actors[Who.LENA], at=at, concern_id=made)
    return {"id": str(made), "reference": opened.reference}


def ask(world: World, who: str, record: str, *more: str) -> int:
    return main(["ledger", "who-saw", record, "--as", world.users[who].email, *more])


@pytest.mark.parametrize("name", ["id", "reference"])
def test_an_officer_sees_who_looked_and_is_seen(
    world: World, concern: dict[str, str], name: str, capsys
) -> None:
    for _ in range(2):
        capsys.readouterr()
        assert ask(world, "omar", concern[name], "--json") == 0
        said = json.loads(capsys.readouterr().out)
    events = [look["event"] for look in said["looks"]]
    assert said["reference"] == concern["reference"]
    assert {"concern.raised", "concern.opened"} <= set(events)
    # The first time is there the second time, and says how it was asked.
    assert "looks.reviewed_by_command" in events
    assert ask(world, "omar", concern[name]) == 0
    assert "concern.opened" in capsys.readouterr().out


@pytest.mark.parametrize("who", ["bob", "charlie"])
def test_whoever_is_not_entitled_is_refused_and_recorded(
    world: World, concern: dict[str, str], who: str, capsys
) -> None:
    assert ask(world, who, concern["id"]) == 1
    answer = capsys.readouterr()
    assert answer.out == "" and "It was recorded" in answer.err
    if who == "bob":
        ask(world, "omar", concern["id"], "--json")
        looks = json.loads(capsys.readouterr().out)["looks"]
        assert any(look["refused"] for look in looks)


def test_nobody_in_particular_cannot_ask(world: World, concern, capsys) -> None:
    asked = ["ledger", "who-saw", concern["id"]]
    assert main([*asked, "--as", "nobody@school.example"]) == 2
    assert "not somebody of exactly one agency" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(asked)


def test_what_is_not_there_looks_like_what_is_hidden(world: World, capsys) -> None:
    assert ask(world, "omar", "00000000-0000-4000-8000-000000000009") == 1
    first = capsys.readouterr().err
    assert ask(world, "omar", "NONE-SUCH") == 1
    assert capsys.readouterr().err == first
