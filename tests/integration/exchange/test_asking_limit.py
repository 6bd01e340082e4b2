"""So many questions in a day: an ordinary one waits, a serious one never does."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import ProgrammingError
from django.urls import reverse

from sharewell.access.barriers import ConflictReason
from sharewell.access.context import context
from sharewell.access.errors import NotFound, Refused
from sharewell.assurance.asking import Found, open_asking, review_asking
from sharewell.assurance.restricting import declare_own_conflict
from sharewell.core.policy.model import Purpose
from sharewell.decisions.actions import tell_adviser
from sharewell.decisions.models import Task
from sharewell.decisions.vocabulary import SafeNow
from sharewell.exchange.existence import ask_who_knows
from sharewell.exchange.models import ExistenceCount, ExistenceQuestion
from tests.browsing import sign_in
from tests.factories import World
from tests.integration.access.leaves import count, leaves
from tests.integration.exchange.partners import a_concern, held, question
from tests.integration.exchange.test_existence import TEAL


@pytest.fixture
def limited(world: World, settings) -> World:
    """Two for a person, three for an agency."""
    settings.EXISTENCE_A_DAY_PERSON, settings.EXISTENCE_A_DAY_AGENCY = 2, 3
    held(world)
    return world


def concern_of(world: World, safe_now: SafeNow = SafeNow.YES) -> UUID:
    told = tell_adviser(
        by=world.actors["alice"], at=world.at, key=str(uuid4()),
        concern=a_concern(safe_now),
    )  # fmt: skip
    return UUID(told["concern"])


def ask(
    world: World, who: str = "lena", *, hours: int = 0,
    safe_now: SafeNow = SafeNow.YES, concern: UUID | None = None,
) -> dict[str, object]:  # fmt: skip
    result: dict[str, object] = ask_who_knows(
        by=world.actors[who], at=world.at + timedelta(hours=hours), key=str(uuid4()),
        kind="concern", thing_id=concern or concern_of(world, safe_now),
        question=question(),
    )  # fmt: skip
    return result


def tasks() -> int:
    return count("decisions_task WHERE kind = 'review_asking'")


def test_over_the_limit_an_ordinary_question_waits(limited: World) -> None:
    assert "holders" in ask(limited) and "holders" in ask(limited)
    asked = count("exchange_existence_question")
    assert ask(limited) == {"over": True}
    assert ask(limited) == {"over": True}
    assert count("exchange_existence_question") == asked
    assert len(leaves("existence.over_limit")) == 2
    # One task, however often.
    assert tasks() == 1
    assert "holders" in ask(limited, hours=25)


def test_an_agency_has_a_limit_of_its_own(limited: World) -> None:
    ask(limited), ask(limited), ask(limited, "omar")
    assert ask(limited, "omar") == {"over": True}


@pytest.mark.parametrize("safe_now", [SafeNow.NO, SafeNow.UNKNOWN])
def test_a_serious_one_never_waits_and_the_officers_are_told(
    limited: World, safe_now: SafeNow
) -> None:
    for _ in range(4):
        assert "holders" in ask(limited, safe_now=SafeNow.NO)
    assert tasks() == 1
    # Serious ones take nothing from the ordinary ones.
    assert "holders" in ask(limited)


def test_a_conflict_declared_afterwards_hides_no_count(limited: World) -> None:
    for _ in range(2):
        concern = concern_of(limited)
        ask(limited, concern=concern)
        declare_own_conflict(
            by=limited.actors["lena"], at=limited.at, key=str(uuid4()),
            kind="concern", thing_id=concern, reason=ConflictReason.OWN_FAMILY,
        )  # fmt: skip
    with context(limited.actors["lena"], Purpose.SAFEGUARD):
        assert ExistenceQuestion.objects.count() == 0
    assert ask(limited) == {"over": True}


def test_nobody_counts_in_anothers_name(limited: World) -> None:
    lena, omar = limited.actors["lena"], limited.actors["omar"]
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        context(lena, Purpose.SAFEGUARD),
    ):
        ExistenceCount(
            agency_id=lena.agency, asked_by=omar.id, asked_at=limited.at,
            is_serious=False,
        ).save(force_insert=True)  # fmt: skip


def test_an_officer_looks_why_and_not_at_her_own(limited: World) -> None:
    for _ in range(3):
        ask(limited)
    lena, omar = limited.actors["lena"], limited.actors["omar"]
    given = {"at": limited.at, "practitioner_id": lena.id}
    with pytest.raises(Refused):
        open_asking(by=lena, **given)
    view = open_asking(by=omar, **given)
    assert (view.person, view.asked.ordinary) == ("Lena Lead", 2)
    with pytest.raises(Refused):
        open_asking(by=omar, at=limited.at, practitioner_id=omar.id)
    review_asking(by=omar, key="r", found=Found.TAKEN_UP, **given)
    assert len(leaves("asking.taken_up")) == 1
    with pytest.raises(NotFound):
        open_asking(by=omar, **given)


def test_the_pages_say_so(limited: World) -> None:
    for _ in range(2):
        ask(limited)
    lena = sign_in(limited, "lena")
    page = reverse("concern-others", args=[concern_of(limited)])
    reply = lena.post(page, {"submit_key": str(uuid4()), **TEAL})
    assert reply.status_code == 422
    assert "waits until tomorrow" in " ".join(reply.content.decode().split())
    with context(limited.actors["omar"], Purpose.OVERSEE):
        assert Task.objects.filter(kind="review_asking").count() == 1
    omar = sign_in(limited, "omar")
    address = reverse("review-asking", args=[limited.actors["lena"].id])
    assert address in omar.get("/your-work").content.decode()
    reply = omar.post(address, {"found_as": "in_order"})
    assert reply.status_code == 302
    assert omar.get(address).status_code == 404
