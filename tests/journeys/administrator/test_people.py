"""The administrator takes somebody on, changes what they do, and lets them go."""

from collections.abc import Callable

from tests.journeys.visitor import Visitor


def test_from_joining_to_leaving(signed_in: Callable[..., Visitor]) -> None:
    adam = signed_in("adam", Visitor)
    adam.opens("/people")
    adam.reads("Nothing waits.")
    adam.keeps_picture("people")
    adam.follows("Somebody joins")
    adam.presses("They join")
    adam.is_told("Write their work e-mail address")
    adam.keeps_picture("somebody-joins-errors")
    _joins(adam, role="Practitioner")
    adam.reads("Nora New works for your agency from now on.")
    adam.follows("Change roles of Nora New")
    adam.reads("This is their only role.")
    adam.keeps_picture("only-role")
    adam.page.get_by_label("Role", exact=True).select_option("Manager")
    adam.writes("Team", "office")
    adam.presses("Give them this role")
    adam.follows("Change roles of Nora New")
    adam.keeps_picture("several-roles")
    adam.presses("End this role (Manager, office)")
    adam.reads("The role has ended.")
    adam.follows("Leaves the agency (Nora New)")
    adam.keeps_picture("leaves")
    adam.presses("They leave now")
    adam.reads("Their login is closed.")


def test_a_role_by_two(signed_in: Callable[..., Visitor]) -> None:
    adam = signed_in("adam", Visitor)
    adam.opens("/people/new")
    _joins(adam, role="Data protection officer")
    adam.reads("It is proposed.")
    adam.reads("Somebody else answers this.")
    adam.keeps_picture("appointment-waits")
    omar = signed_in("omar", Visitor)
    omar.opens("/restrictions")
    omar.reads("Appoint: Nora New, Data protection officer")
    omar.page.get_by_role("button", name="Agree: Appoint").press("Enter")
    omar.reads("It is done.")
    adam.opens("/people")
    adam.reads("Data protection officer, office")
    adam.follows("Leaves the agency (Omar Officer)")
    adam.reads("Nobody else is your agency's lead information officer.")


def _joins(adam: Visitor, role: str) -> None:
    adam.writes("Full name", "Nora New")
    adam.writes("Work e-mail address", "nora@school.example")
    adam.writes("Call-back phone number", "01632 960003")
    adam.page.get_by_label("Role", exact=True).select_option(role)
    adam.writes("Team", "office")
    adam.presses("They join")
