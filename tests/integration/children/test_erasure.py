"""Erasing a child's record: two people, a delay, nothing against it, and then gone."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.conf import settings as present
from django.db import IntegrityError, connection
from django.db.utils import ProgrammingError

from sharewell.access.context import context
from sharewell.access.errors import NotFound, Refused
from sharewell.assurance.carrying_out import (
    carry_out_erasures,
    destroy_again,
    erased_subjects,
)
from sharewell.assurance.erasing import (
    answer_erasure,
    withdraw_erasure,
)
from sharewell.assurance.erasure_list import list_erasures
from sharewell.assurance.errors import AnsweredBefore, Unusable
from sharewell.assurance.holding import lift_hold, place_hold
from sharewell.assurance.jobs import erase_all
from sharewell.audit.sequencer import sequence_all
from sharewell.children.models import ChildIdentifier, ChildName
from sharewell.children.recording import NewChild, NewDetail
from sharewell.children.vocabulary import HoldGround
from sharewell.cli.main import main
from sharewell.core.policy.model import Actor, Purpose
from sharewell.decisions.actions import create_child, open_concern
from sharewell.decisions.models import ConcernChild, ConcernEntry
from sharewell.exchange.receiving import open_disclosure
from sharewell.keys.models import KeyWrap, SealedText
from sharewell.keys.sealing import open_text
from sharewell.keys.subjects import SubjectErased
from tests.factories import World
from tests.integration.children.erasing import (
    agreed,
    asked,
    grown_up,
    nothing_owed,
    reference_of,
)
from tests.integration.ledger.walk import AT, tell, walk

LATER = AT + timedelta(days=14)


@pytest.fixture
def kept_briefly(settings: Any) -> None:
    """As if every record's time were over."""
    settings.RETENTION_AGE_YEARS = 0


@pytest.fixture
def walked(world: World, kept_briefly: None) -> dict[str, UUID]:
    """The main job to its end, and nothing owed by the school any more."""
    ids = walk(world, AT)
    nothing_owed(world)
    with context(world.actors["omar"], Purpose.OVERSEE):
        match = ConcernChild.objects.get(concern_id=ids["concern"])
        ids["child"] = match.child_id
    return ids


def verified(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    sequence_all(AT)
    capsys.readouterr()
    main(["ledger", "verify", "--json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def erase(world: World, child: UUID) -> UUID:
    made = asked(world, child)
    agreed(world, made)
    erase_all(LATER, minute=1)
    return made


def test_what_was_erased_is_read_by_nobody_and_the_ledger_says_so(
    world: World, walked: dict[str, UUID], capsys: pytest.CaptureFixture[str]
) -> None:
    lena, dana = world.actors["lena"], world.actors["dana"]
    open_concern(by=lena, at=AT, concern_id=walked["concern"])
    erase(world, walked["child"])
    with pytest.raises(SubjectErased):
        open_concern(by=lena, at=LATER, concern_id=walked["concern"])
    with pytest.raises(SubjectErased):
        open_disclosure(by=lena, at=LATER, disclosure_id=walked["disclosure"])
    # What the front door was sent is the front door's, and so is what it answered.
    seen = open_disclosure(by=dana, at=LATER, disclosure_id=walked["disclosure"])
    assert any("burn" in item.text for item in seen.items)
    found = verified(capsys)
    assert found["findings"] == []
    assert found["erased"] >= 5


def test_the_act_itself_destroys_the_keys(
    world: World, walked: dict[str, UUID]
) -> None:
    """Not only the minute's round afterwards, which destroys what it finds again."""
    agreed(world, asked(world, walked["child"]))
    system = Actor.system(world.agencies["school"])
    carry_out_erasures(by=system, at=LATER, key="due")
    with pytest.raises(SubjectErased):
        open_concern(by=world.actors["lena"], at=LATER, concern_id=walked["concern"])


def test_it_takes_two_people_a_delay_and_the_clock(
    world: World, walked: dict[str, UUID]
) -> None:
    made = asked(world, walked["child"])
    assert erase_all(LATER, minute=1) == 0
    with pytest.raises(Refused, match="agree"):
        answer_erasure(
            by=world.actors["omar"], at=AT, key="own", erasure_id=made, agreed=True
        )
    agreed(world, made)
    with pytest.raises(AnsweredBefore):
        answer_erasure(
            by=world.actors["deputy"], at=AT, key="twice", erasure_id=made, agreed=False
        )
    assert erase_all(LATER - timedelta(minutes=1), minute=2) == 0
    open_concern(by=world.actors["lena"], at=AT, concern_id=walked["concern"])
    assert erase_all(LATER, minute=3) == 1
    assert erase_all(LATER, minute=4) == 0
    page = list_erasures(by=world.actors["omar"], at=LATER)
    assert page.lines[0].state == "erased"
    longest = max(present.KEY_STORE_BACKUP_DAYS, present.DATABASE_BACKUP_DAYS)
    assert page.lines[0].gone_by == LATER.date() + timedelta(days=longest)


def test_withdrawn_in_time_nothing_goes(world: World, walked: dict[str, UUID]) -> None:
    made = asked(world, walked["child"])
    agreed(world, made)
    withdraw_erasure(by=world.actors["omar"], at=AT, key="stop", erasure_id=made)
    assert erase_all(LATER, minute=1) == 0
    open_concern(by=world.actors["lena"], at=AT, concern_id=walked["concern"])
    with pytest.raises(Unusable, match="finished"):
        withdraw_erasure(by=world.actors["omar"], at=AT, key="again", erasure_id=made)


def test_a_hold_stops_it_at_every_stage_until_it_is_lifted(
    world: World, walked: dict[str, UUID]
) -> None:
    omar, reference = world.actors["omar"], reference_of(world, walked["child"])
    hold = UUID(
        place_hold(
            by=omar, at=AT, key="hold", reference=reference, ground=HoldGround.COURT
        )
    )
    with pytest.raises(Unusable, match="legal hold"):
        asked(world, walked["child"])
    lift_hold(by=omar, at=AT, key="lift", hold_id=hold)
    with pytest.raises(NotFound):
        lift_hold(by=omar, at=AT, key="lift2", hold_id=hold)
    made = asked(world, walked["child"])
    agreed(world, made)
    place_hold(
        by=omar, at=AT, key="hold2", reference=reference, ground=HoldGround.INQUIRY
    )
    assert erase_all(LATER, minute=1) == 0
    (line,) = list_erasures(by=omar, at=LATER).lines
    assert line.state == "agreed" and "legal hold" in line.against[0]


def test_open_work_an_open_review_and_retention_stop_it(
    world: World, settings: Any
) -> None:
    ids = walk(world, AT)
    other = tell(world, AT, key="second")
    lena = {"by": world.actors["lena"], "at": AT}
    child = create_child(
        **lena, key="c2", concern_id=other, child=NewChild("Ash", "Grove", None)
    )
    with pytest.raises(Unusable, match="must be kept until 20 November 2051"):
        asked(world, UUID(child))
    settings.RETENTION_AGE_YEARS = 0
    with pytest.raises(Unusable, match="still open"):
        asked(world, UUID(child))
    nothing_owed(world)
    # Nobody has decided about it yet.
    with pytest.raises(Unusable, match="still open"):
        asked(world, UUID(child))
    assert ids


def test_an_emergency_that_nobody_reviewed_stops_it(
    world: World, walked: dict[str, UUID]
) -> None:
    from sharewell.assurance.emergencies import open_in_emergency

    open_in_emergency(
        by=world.actors["bob"], at=AT, key="em", kind="concern",
        thing_id=walked["concern"], reason="Nobody was there.",
    )  # fmt: skip
    with pytest.raises(Unusable, match="review about the child is open"):
        asked(world, walked["child"])


def test_a_sibling_keeps_everything(world: World, kept_briefly: None) -> None:
    """Named in the same words, in the same agency, one erased and one not."""
    details = (NewDetail("note", "Lives with the other twin."),)
    twins = [
        grown_up(world, key, NewChild(key, "Twin", date(1990, 1, 1), details=details))
        for key in ("Rowan", "Hazel")
    ]
    erase(world, twins[0])
    with context(world.actors["lena"], Purpose.SAFEGUARD):
        left = ChildName.objects.values_list("child_id", flat=True)
        assert list(left) == [twins[1]]
        opened = []
        for sealed in SealedText.objects.filter(record_kind="child_detail"):
            try:
                opened.append(open_text(sealed.id, reader=sealed.agency_id))
            except SubjectErased:
                continue
    assert opened == ["Lives with the other twin."]


def test_a_concern_that_was_about_another_child_stays_unless_somebody_includes_it(
    world: World, kept_briefly: None
) -> None:
    ids, lena = walk(world, AT), {"by": world.actors["lena"], "at": AT}
    second = create_child(
        **lena, key="anew", concern_id=ids["concern"],
        child=NewChild("Linden", "Grove", date(1990, 1, 1)),
    )  # fmt: skip
    nothing_owed(world)
    erase(world, UUID(second))
    view = open_concern(**lena, concern_id=ids["concern"])
    assert view.child is not None and view.child.name == "(erased)"
    assert "burn" in view.entries[0].text


def test_names_and_numbers_go_and_only_then(world: World) -> None:
    child = grown_up(world)
    with context(world.actors["omar"], Purpose.OVERSEE):
        assert ChildName.objects.filter(child_id=child).delete()[0] == 0
        assert ChildIdentifier.objects.filter(child_id=child).exists()
    erase(world, child)
    with context(world.actors["omar"], Purpose.OVERSEE):
        assert not ChildName.objects.filter(child_id=child).exists()
        assert not ChildIdentifier.objects.filter(child_id=child).exists()


def test_the_database_refuses_what_nobody_else_agreed_to(world: World) -> None:
    """The second lock: the code is gone round, the policies are not."""
    made = asked(world, grown_up(world))
    omar = world.actors["omar"]
    for kind in ("agreed", "erased"):
        with (
            pytest.raises(ProgrammingError, match="row-level"),
            context(omar, Purpose.OVERSEE),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                "INSERT INTO children_erasure_step (id, agency_id, child_id, "
                "erasure_id, kind, by, at, erased, subjects, salt) "
                "SELECT gen_random_uuid(), agency_id, child_id, id, %s, %s, now(), "
                "'[]', '[]', '' "
                "FROM children_erasure WHERE id = %s",
                [kind, omar.id, made],
            )


def test_two_who_answer_at_once_count_once(world: World) -> None:
    made = asked(world, grown_up(world))
    agreed(world, made)
    with (
        pytest.raises(IntegrityError, match="one_answer"),
        context(world.actors["deputy"], Purpose.OVERSEE),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO children_erasure_step (id, agency_id, child_id, erasure_id,"
            " kind, by, at, erased, subjects, salt) SELECT gen_random_uuid(), "
            "agency_id, child_id, id, 'refused', %s, now(), '[]', '[]', '' "
            "FROM children_erasure WHERE id = %s",
            [world.actors["deputy"].id, made],
        )


def test_a_key_that_was_put_back_opens_nothing_and_is_destroyed_again(
    world: World, walked: dict[str, UUID]
) -> None:
    agency = world.agencies["school"]
    store = Path(present.KEY_STORE_DIR) / agency.hex
    kept = {path: path.read_bytes() for path in store.rglob("*.key")}
    erase(world, walked["child"])
    with context(world.actors["omar"], Purpose.OVERSEE):
        subjects = erased_subjects(agency)
    assert walked["concern"] in subjects
    for path, data in kept.items():
        path.write_bytes(data)
        path.with_suffix(".gone").unlink(missing_ok=True)
    with context(world.actors["lena"], Purpose.SAFEGUARD):
        entry = ConcernEntry.objects.filter(concern_id=walked["concern"]).first()
        assert bytes(KeyWrap.objects.get(sealed_id=entry.text_id).wrapped) == b""
    (line,) = list_erasures(by=world.actors["omar"], at=LATER).lines
    assert line.state == "erasing"
    with context(world.actors["omar"], Purpose.OVERSEE):
        assert destroy_again(agency) >= 1
        assert destroy_again(agency) == 0


def test_an_erasure_that_was_not_recorded_is_found(
    world: World,
    walked: dict[str, UUID],
    capsys: pytest.CaptureFixture[str],
    administrator: psycopg.Connection,
) -> None:
    from sharewell.keys.subjects import subject_keys

    subject_keys().destroy(world.agencies["school"], walked["concern"])
    kinds = {one["kind"] for one in verified(capsys)["findings"]}
    assert kinds == {"text-altered"}


def test_an_erasure_that_somebody_put_in_excuses_nothing(
    world: World,
    walked: dict[str, UUID],
    capsys: pytest.CaptureFixture[str],
    administrator: psycopg.Connection,
) -> None:
    """Another record is said to be erased as well: the step is not what it was."""
    child = grown_up(world)
    erase(world, child)
    assert verified(capsys)["findings"] == []
    with context(world.actors["lena"], Purpose.SAFEGUARD):
        entry = ConcernEntry.objects.filter(concern_id=walked["concern"]).first()
    administrator.execute(
        "UPDATE children_erasure_step SET erased = %s WHERE kind = 'erased'",
        [json.dumps([["concern_entry", str(entry.id)]])],
    )
    administrator.execute(
        "UPDATE keys_key_wrap SET wrapped = '' WHERE sealed_id = %s", [entry.text_id]
    )
    kinds = {one["kind"] for one in verified(capsys)["findings"]}
    assert kinds == {"record-altered"}
