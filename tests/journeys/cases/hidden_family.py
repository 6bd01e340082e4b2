"""An invented family that a violent father must not find."""

from datetime import UTC, datetime

from sharewell.children.actions import record_child
from sharewell.children.recording import NewChild, NewDetail
from tests.factories import World

ADDRESS = "14 Larkspur Mews, Fenwick Hollow, TS4 9ZZ"
STREET, POSTCODE, SCHOOL = "Larkspur Mews", "TS4 9ZZ", "Moonwell Primary School"
SURGERY = "Bracken Lane Surgery"
LOCATING = (STREET, "Fenwick Hollow", POSTCODE, SCHOOL, SURGERY)


def hide_a_family(world: World, keeper: str) -> None:
    """Finch Underhay's record, held by the agency of `keeper`, with where he is."""
    record_child(
        by=world.actors[keeper],
        at=datetime.now(UTC),
        key="hidden-family",
        child=NewChild(
            "Finch",
            "Underhay",
            datetime(2016, 5, 14).date(),
            details=(
                NewDetail("address", ADDRESS, locates=True),
                NewDetail("school", SCHOOL, locates=True),
                NewDetail("surgery", SURGERY, locates=True),
                NewDetail("allergy", "Nuts; carries a pen."),
            ),
            is_hidden=True,
        ),
    )
