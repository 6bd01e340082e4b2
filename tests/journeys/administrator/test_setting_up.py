"""Somebody joins, gets a link, sets password and second step, and is at work."""

import re
from collections.abc import Callable

from tests.browsing import fresh_code
from tests.factories import World
from tests.integration.jobs.mail_server import MailServer
from tests.integration.jobs.working import eventually
from tests.journeys.administrator.test_people import _joins
from tests.journeys.visitor import Visitor
from tests.journeys.ways import ways

PASSWORD = "three words not together"


@ways("script", "no script", "320 pixels", often="no script")
def test_from_somebody_joins_to_the_work_page(
    world: World,
    signed_in: Callable[..., Visitor],
    stranger: Visitor,
    worker: MailServer,
    way: str,
) -> None:
    adam = signed_in("adam", Visitor)
    adam.opens("/people/new")
    _joins(adam, role="Practitioner")
    adam.follows("Signing in of Nora New")
    adam.reads("No password is set: they cannot sign in yet.")
    adam.keeps_picture(f"{way}-sign-in-of-a-joiner")
    adam.presses("Send a link")
    adam.reads("A link is on its way to them")
    adam.reads("works until")
    adam.keeps_picture(f"{way}-link-sent")
    eventually(lambda: bool(worker.messages))
    (message,) = worker.messages
    assert message["To"] == "nora@school.example"
    link = re.search(r"/sign-in/first/\S+", message.get_content())
    assert link is not None

    _sets_up(stranger, link[0], way)
    world.login("omar")  # who has a second step to lose
    _looks_again(adam, way)


def _sets_up(nora: Visitor, link: str, way: str) -> None:
    """Password, then second step; afterwards the link is dead."""
    nora.opens(link)
    assert nora.path == "/sign-in/first"
    nora.keeps_picture(f"{way}-choose-password")
    nora.writes("New password", "short")
    nora.writes("The same password again", "short")
    nora.presses("Set this password")
    nora.is_told("at least 12 characters")
    nora.keeps_picture(f"{way}-choose-password-error")
    nora.writes("New password", PASSWORD)
    nora.writes("The same password again", PASSWORD)
    nora.presses("Set this password")
    nora.page.get_by_text("Your password is set.").wait_for()
    nora.keeps_picture(f"{way}-password-set")
    nora.writes("Work e-mail address", "nora@school.example")
    nora.writes("Password", PASSWORD)
    nora.presses("Sign in")
    nora.reads("Set up your second step")
    key = nora.main.locator("code").inner_text().replace(" ", "")
    code = nora.page.get_by_label("The 6 digits that your authenticator shows now")
    nora.hands.fill(code, fresh_code(key))
    nora.presses("Continue")
    nora.opens("/your-work")
    nora.reads("Your work")

    nora.signs_out()
    nora.opens(link)
    nora.reads("This link does not work")
    nora.keeps_picture(f"{way}-link-used")


def _looks_again(adam: Visitor, way: str) -> None:
    """What is set, beginning anew, and where two are needed."""
    adam.opens("/people")
    adam.keeps_picture(f"{way}-people-with-sign-in")
    adam.follows("Signing in of Nora New")
    adam.reads("A second step is set up.")
    adam.keeps_picture(f"{way}-all-set")
    adam.presses("Begin anew")
    adam.reads("A link is on its way to them")
    adam.follows("Who works for your agency")
    adam.follows("Signing in of Omar Officer")
    adam.reads("Because of their role a second person must agree.")
    adam.keeps_picture(f"{way}-needs-two")
