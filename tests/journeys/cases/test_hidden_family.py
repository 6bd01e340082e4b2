"""A court bundle for a violent father, which still shows where his family went.

After ICO reprimands of 2022-23: the family had to move on the same day. And what a
school tells the front door about a hidden family says nothing of where it is.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.factories import World
from tests.journeys.answers import FRONT_DOOR, PLAIN, REST_OF_PERSON
from tests.journeys.cases.advice_given import plain_answers
from tests.journeys.cases.hidden_family import (
    ADDRESS,
    LOCATING,
    POSTCODE,
    SCHOOL,
    STREET,
    hide_a_family,
)
from tests.journeys.cases.test_failure_to_thrive import MATTER
from tests.journeys.people import DutyWorker, Lead, Notice, Practitioner
from tests.journeys.visitor import Visitor

BUNDLE = MATTER | {
    "level": "in_need",
    "recipient": "family_member",
    "nature": "domestic_abuse",
    "child_safe_now": "yes",
    "at_risk_now": ("this_child", "adult"),
    "handling": "locates_hidden_person",
    "known_how": "records",
    "purpose": "legal_proceedings",
    "connected_to_feared": "yes",
}
MOTHER = REST_OF_PERSON | {
    "safe_to_ask": "yes",
    "feared": "no",
    "safe_to_tell": "yes",
    "parental_responsibility": "yes",
    "consent": "not_sought",
}
FATHER = MOTHER | {"safe_to_ask": "no", "safe_to_tell": "no", "feared": "yes"}
SEEN_AT_SCHOOL = Notice(
    about=f"Finch Underhay, {STREET}",
    seen=f"Finch came to {SCHOOL} from {ADDRESS} with a cut lip. The hand of a grown "
    f"person is on his arm. Seen again near {POSTCODE.replace(' ', '')} at four.",
    words="He has found us. He was outside our flat in Larkspur  mews.",
    view="The father is here.",
)


@pytest.fixture
def keeper(signed_in: Callable[..., Visitor], world: World) -> Lead:
    """Freya, adviser of children's services, who keep the family's record."""
    hide_a_family(world, "freya")
    found: Lead = signed_in("freya", Lead)
    return found


@pytest.mark.slow  # with `make test-all`
def test_the_bundle_does_not_go_and_the_address_is_nowhere(keeper: Lead) -> None:
    concern = keeper.passes_on_a_request(
        asker="The father's solicitor, by letter",
        asked="The whole bundle, with the statement that has the new address.",
        about="Finch Underhay",
        view="He has broken two orders. He must not learn where they are.",
    )
    keeper.opens(concern)
    keeper.matches("Finch Underhay, born 14 May 2016")
    keeper.reads("This family is hidden.")
    keeper.weighs("He would be at the door tomorrow.")
    keeper.answers(BUNDLE, {"mother": MOTHER, "father": FATHER})
    keeper.reads("The procedure points to: Do not share with this recipient")
    keeper.keeps_picture("case-bundle")
    keeper.decides("Do not share", "It shows where the family is.")
    decision = keeper.path
    plain = plain_answers(decision)
    assert (plain["share"], plain["family_informed"]) == ("no", "no")
    keeper.reads("If you are still worried")
    keeper.reads("Still worried? Talk to your child protection adviser today.")
    keeper.keeps_picture("case-bundle-decision")

    for path in (decision, f"{decision}/print", f"{decision}/items", concern):
        keeper.opens(path)
        keeper.does_not_read(*LOCATING)


def test_the_front_door_hears_what_happened_but_not_where(
    world: World, teacher: Practitioner, lead: Lead, duty_worker: DutyWorker
) -> None:
    hide_a_family(world, "lena")
    concern = teacher.tells_the_lead(SEEN_AT_SCHOOL)
    lead.finds_in_the_inbox(concern)
    lead.matches("Finch Underhay, born 14 May 2016")
    lead.weighs("He has been found and hurt. The front door must know now.")
    lead.answers(
        PLAIN
        | {
            "handling": "locates_hidden_person",
            "asking_would": "risk_child",
            "connected_to_feared": "no",
        },
        {"mother": MOTHER, "father": FATHER},
    )
    lead.decides("Share", "He is in danger from his father.")
    lead.reads("Withheld")
    lead.keeps_picture("case-hidden-items")
    lead.does_not_read(*LOCATING)
    offered = lead.page.get_by_role("group", name="What goes?").get_by_role("checkbox")
    offered_names = [box.get_attribute("value") or "" for box in offered.all()]
    assert sum(name.startswith("detail:") for name in offered_names) == 1
    lead.previews(to=FRONT_DOOR, answered_by="Dana Duty")
    lead.is_told("Read the items again before they go")
    lead.hands.tick(lead.page.get_by_label("I have read it again"))
    lead.presses("See exactly what they will see")
    lead.does_not_read(*LOCATING)
    disclosure = lead.sends()

    duty_worker.opens_from_the_list(disclosure)
    duty_worker.keeps_picture("case-hidden-received")
    duty_worker.reads("with a cut lip")
    duty_worker.reads("He has found us.")
    duty_worker.reads("[withheld: could lead to where the family is]")
    duty_worker.does_not_read(*LOCATING, "TS49ZZ", "Larkspur", "Hollow", "14 [")
    expect(duty_worker.main).not_to_contain_text("Nuts")
