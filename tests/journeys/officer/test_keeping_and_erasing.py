"""What may go, what must stay, whose roles are needed still: the officers' pages."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from tests.factories import World
from tests.journeys.visitor import Visitor
from tests.journeys.ways import ways

# With `make test-all`: the pages' own tests ask the same without a browser.
pytestmark = ways("script", "no script", "320 pixels", "forced colours")


def test_a_record_is_held_let_go_and_erased_by_two(
    world: World, signed_in: Callable[..., Visitor], way: str
) -> None:
    from tests.integration.access.second_officer import with_deputy
    from tests.integration.children.erasing import grown_up, reference_of

    with_deputy(world)
    reference = reference_of(world, grown_up(world))
    omar = signed_in("omar", Visitor)
    omar.opens("/restrictions")
    omar.follows("What is to be erased, and what must stay")
    omar.reads("Nothing was asked for.")
    omar.keeps_picture(f"{way}-erasures-empty")
    omar.follows("Hold a record")
    omar.presses("Hold it")
    omar.is_told("Write the reference")
    omar.keeps_picture(f"{way}-hold-errors")
    omar.writes("Reference of the child's record", reference)
    omar.chooses("Why must it stay?", "A court case")
    omar.presses("Hold it")
    omar.reads("Held by Omar Officer")
    omar.follows("Ask to erase a record")
    omar.writes("Reference of the child's record", reference)
    omar.chooses("Why may it go?", "The time for which it is kept is over")
    omar.presses("Ask")
    omar.is_told("legal hold stands")
    omar.keeps_picture(f"{way}-erasure-refused")
    omar.opens("/erasures")
    omar.presses(f"Lift the hold on {reference}")
    omar.reads("No record is held.")
    omar.follows("Ask to erase a record")
    omar.writes("Reference of the child's record", reference)
    omar.chooses("Why may it go?", "The time for which it is kept is over")
    omar.presses("Ask")
    omar.reads("Another officer answers this.")
    omar.keeps_picture(f"{way}-erasure-asked")

    delia = signed_in("deputy", Visitor)
    delia.opens("/erasures")
    delia.keeps_picture(f"{way}-erasure-second-officer")
    delia.presses(f"Agree to erase {reference}")
    delia.reads("unless somebody withdraws it")
    delia.keeps_picture(f"{way}-erasure-agreed")
    omar.opens("/erasures")
    omar.presses(f"Withdraw the erasure of {reference}")
    omar.reads("withdrawn")
    omar.keeps_picture(f"{way}-erasure-withdrawn")


def test_each_quarter_every_role_is_kept_or_ended(
    world: World, signed_in: Callable[..., Visitor], way: str
) -> None:
    from sharewell.decisions.jobs import ask_for_all

    ask_for_all(datetime.now(UTC) + timedelta(days=92))
    omar = signed_in("omar", Visitor)
    omar.opens("/your-work")
    omar.follows_to("/access-review")
    omar.keeps_picture(f"{way}-access-review")
    omar.presses("Keep these answers")
    omar.is_told("Keep or end: Lena Lead: Practitioner, leads")
    omar.keeps_picture(f"{way}-access-review-errors")
    for answer in omar.main.get_by_label("Keep", exact=True).all():
        omar.hands.tick(answer)
    omar.presses("Keep these answers")
    omar.reads("Roles ended: 0. The clock has stopped.")
    omar.keeps_picture(f"{way}-access-review-kept")
