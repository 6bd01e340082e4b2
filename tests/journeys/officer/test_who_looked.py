"""The lead information officer finds out who looked at a concern."""

from collections.abc import Callable

from tests.journeys.people import BRUISE, Practitioner
from tests.journeys.visitor import Visitor


def test_from_a_reference_to_every_look(
    teacher: Practitioner, signed_in: Callable[..., Visitor]
) -> None:
    concern = teacher.tells_the_lead(BRUISE)
    teacher.opens(concern)
    reference = teacher.page.title().split()[1]
    officer = signed_in("omar", Visitor)
    officer.opens("/looks")
    officer.writes("Reference of the concern or disclosure", "SW-NONE")
    officer.presses("Show who looked")
    officer.is_told("No concern or disclosure that your agency holds")
    officer.keeps_picture("looks-not-found")
    officer.writes("Reference of the concern or disclosure", reference)
    officer.presses("Show who looked")
    officer.reads("Opened the concern")
    officer.keeps_picture("looks")
    officer.does_not_read(BRUISE.about, BRUISE.seen)
