"""Who knows this child; whom a custodian rings; and where a hidden family is."""

from collections.abc import Callable

from tests.factories import World
from tests.journeys.visitor import Visitor
from tests.journeys.ways import ways

# With `make test-all`: the pages' own tests ask the same without a browser.
pytestmark = ways("script", "no script", "320 pixels")
REASON = "A child in my care is afraid to go home."


def test_a_question_and_the_custodian_who_rings_back(
    world: World, signed_in: Callable[..., Visitor], way: str
) -> None:
    from tests.integration.access.scene import make_scene, with_question
    from tests.integration.exchange.partners import held

    held(world)
    scene = with_question(make_scene(world))
    lena = signed_in("lena", Visitor)
    lena.opens(f"/concerns/{scene.ids['concern_id']}")
    lena.follows("Ask whether others know this child")
    lena.keeps_picture(f"{way}-ask-others")
    lena.presses("Ask the other agencies")
    lena.is_told("Choose for what you ask")
    lena.keeps_picture(f"{way}-ask-others-errors")
    lena.writes("Given name", "Teal")
    lena.writes("Family name", "Sedgewick")
    lena.dates("Date of birth", 6, 5, 2016)
    lena.chooses("For what do you ask?", "To keep the child safe")
    lena.writes("Why do you ask, in a sentence?", REASON)
    lena.presses("Ask the other agencies")
    # The school hides this very family, so that nobody shows an entry to anybody.
    lena.reads("This is not all that may be known.")
    lena.keeps_picture(f"{way}-known-elsewhere")

    omar = signed_in("omar", Visitor)
    omar.follows_to(f"/contacts/{scene.ids['contact_id']}")
    omar.reads("A child in my care fears to go home.")
    omar.keeps_picture(f"{way}-contact")
    omar.presses("Keep this answer")
    omar.is_told("Say whether you contacted them")
    omar.keeps_picture(f"{way}-contact-errors")
    omar.chooses("What did you do?", "They will not be contacted, for the reason below")
    omar.writes("How, and what was said? Or why not?", "The young person says no.")
    omar.presses("Keep this answer")
    omar.reads("The young person says no.")
    omar.keeps_picture(f"{way}-contact-answered")


def test_where_a_family_is_goes_by_two_to_one_worker(
    world: World, signed_in: Callable[..., Visitor], way: str
) -> None:
    from tests.integration.access.scene import make_scene
    from tests.integration.exchange.test_releasing import (
        RANG,
        STREET,
        at_the_front_door,
    )

    disclosure = at_the_front_door(make_scene(world)).ids["disclosure_id"]
    lena = signed_in("lena", Visitor)
    lena.opens(f"/disclosures/{disclosure}")
    lena.follows("A worker must reach the child: tell where the family is")
    lena.keeps_picture(f"{way}-release")
    lena.presses("Propose it to a second person")
    lena.is_told("Choose the worker")
    lena.keeps_picture(f"{way}-release-errors")
    lena.chooses("Who must reach the child?", "Dana Duty")
    lena.chooses("What does the worker need to reach the child?", f"Address: {STREET}")
    lena.writes("How did you verify the worker?", RANG)
    lena.presses("Propose it to a second person")
    lena.keeps_picture(f"{way}-release-proposed")

    omar = signed_in("omar", Visitor)
    omar.opens(f"/disclosures/{disclosure}/release")
    omar.keeps_picture(f"{way}-release-second-person")
    omar.presses("Agree: release to Dana Duty")

    dana = signed_in("dana", Visitor)
    dana.opens(f"/disclosures/{disclosure}")
    dana.does_not_read(STREET)
    dana.keeps_picture(f"{way}-released-card")
    dana.follows("Where the family is: released to you")
    dana.reads(STREET)
    dana.keeps_picture(f"{way}-released")
