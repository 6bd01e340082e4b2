"""Kept out, sealed, opened in an emergency: by the pages, each looked at."""

from collections.abc import Callable

import pytest

from tests.factories import World
from tests.integration.access.second_officer import with_deputy
from tests.journeys.people import BRUISE, Practitioner
from tests.journeys.visitor import Visitor

WHY = "His grandmother is at the gate and the adviser does not answer."


@pytest.mark.slow  # with `make test-all`
def test_an_emergency_and_its_review(
    teacher: Practitioner, signed_in: Callable[..., Visitor]
) -> None:
    concern = teacher.tells_the_lead(BRUISE)
    colleague = signed_in("bob", Visitor)
    assert colleague.opens(concern) == 403
    colleague.keeps_picture("refused-emergency-offered")
    colleague.follows("open it in an emergency")
    colleague.presses("Open it for an hour")
    colleague.is_told("Write why it cannot wait")
    colleague.keeps_picture("emergency")
    colleague.writes(
        "Why can it not wait until somebody who may open it is reached?", WHY
    )
    colleague.presses("Open it for an hour")
    colleague.reads(BRUISE.seen)
    officer = signed_in("omar", Visitor)
    officer.opens("/restrictions")
    officer.keeps_picture("restrictions")
    officer.follows("Review")
    officer.reads(WHY)
    officer.chooses("Was there a reason to open it?", "Yes")
    officer.writes("What did you find, and what follows from it?", "It was right.")
    officer.keeps_picture("review-emergency")
    officer.presses("Keep this review")
    officer.reads("Nothing waits for a review.")


def test_kept_out_sealed_and_let_in_by_two(
    teacher: Practitioner, signed_in: Callable[..., Visitor], world: World
) -> None:
    concern = teacher.tells_the_lead(BRUISE)
    teacher.opens(concern)
    reference = teacher.page.title().split()[1]
    with_deputy(world)
    officer, deputy = signed_in("omar", Visitor), signed_in("deputy", Visitor)
    officer.opens("/restrictions/seal")
    officer.presses("Seal it")
    officer.is_told("Name at least one person")
    officer.keeps_picture("seal")
    officer.writes("Reference of the concern or disclosure", reference)
    officer.chooses("What is sealed?", "This concern or disclosure alone")
    lena = "Lena Lead (child protection adviser, practitioner)"
    officer.chooses("Who may open it?", lena)
    officer.presses("Seal it")
    officer.reads("Lena Lead")
    assert teacher.opens(concern) == 404
    officer.follows("Unseal")
    officer.keeps_picture("propose")
    officer.presses("Propose it")
    officer.reads("Somebody else answers this.")
    deputy.opens("/restrictions")
    deputy.keeps_picture("restrictions-second-person")
    deputy.presses(f"Agree: Unseal {reference}")
    deputy.reads("Nothing is sealed.")
    assert teacher.opens(concern) == 200
    teacher.follows("Do you know this family?")
    teacher.keeps_picture("know-the-family")
    teacher.chooses("How are you connected to the family?", "It is their own family")
    teacher.presses("Take me out of it")
    teacher.reads("You are out of it from now on")
    assert teacher.opens(concern) == 404
    officer.opens("/restrictions/keep-out")
    officer.keeps_picture("keep-out")
