"""Mail and job arguments may be read by anybody: nothing in them is about anybody."""

import re
import string
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest

from sharewell.decisions.jobs import tick_all
from sharewell.outbox.templates import WORDINGS, Template, Wording, render
from tests.factories import World
from tests.integration.jobs.mail_server import MailServer
from tests.integration.jobs.working import work
from tests.integration.ledger.walk import AT, tell, walk
from tests.personas import AGENCIES, PEOPLE

MAY_BE_FILLED_IN = {"reference", "link"}
# Every link a message may hold: fixed words and ids of ours.
PATH = re.compile(
    r"/sign-in/first/[0-9a-f-]{36}/[\w-]{43}|/your-work|/(concerns|disclosures|decisions|contacts)/[0-9a-f-]{36}|/restrictions|/erasures"
)
OF_A_WHOLE_JOB = frozenset(
    {
        Template.CONCERN_WAITING,
        Template.DISCLOSURE_WAITING,
        Template.STEP_TAKEN,
        Template.OVERDUE,
    }
)
WRITTEN = ("burn", "iron", "coat", "worried", "fresh", "visit", "earlier notes")
CHILD = ("Testchild", "Inventedname", "2018")


def names() -> set[str]:
    """Every word by which a person, child or agency of the seed is known."""
    of_people = {word for person in PEOPLE for word in person.name.split()}
    of_agencies = {word for agency in AGENCIES.values() for word in agency.name.split()}
    # "Children's Services" is no secret of a child; its words are common ones.
    return of_people | of_agencies | set(CHILD) | {"Sam"}


def placeholders(wording: Wording) -> set[str]:
    """What is filled in."""
    parsed = string.Formatter().parse(wording.subject + wording.body)
    return {field for _, field, _, _ in parsed if field is not None}


def personal_words(text: str) -> set[str]:
    """Seeded words found in a text, as whole words, in any case."""
    words = {word.casefold() for word in re.findall(r"[\w']+", text)}
    return {word for word in names() | set(WRITTEN) if word.casefold() in words}


@pytest.mark.parametrize("template", Template)
def test_a_template_fills_in_a_reference_and_a_link_only(template: Template) -> None:
    assert placeholders(WORDINGS[template]) <= MAY_BE_FILLED_IN
    wording = render(template, reference="REF", link="https://example.test/x")
    assert not personal_words(wording.subject + " " + wording.body)


def test_a_template_with_a_name_is_noticed() -> None:
    """The guard above, against the wording it must refuse."""
    bad = Wording("About {child}", "{reference} Alice told us. {link}")
    assert placeholders(bad) - MAY_BE_FILLED_IN == {"child"}
    assert personal_words(bad.body) == {"Alice"}


def everything_else(world: World) -> None:
    """Restricted, proposed, opened in an emergency, released, and a contact owed.

    And a link to set up a sign-in.
    """
    from sharewell.agencies.signing_in import send_link
    from tests.integration.access.scene import make_scene, with_restrictions
    from tests.integration.children.erasing import ask_for_an_erasure
    from tests.integration.exchange.partners import hidden_family
    from tests.integration.exchange.test_contacts import ask
    from tests.integration.exchange.test_releasing import at_the_front_door, released

    ask_for_an_erasure(world)
    released(at_the_front_door(with_restrictions(make_scene(world))))
    hidden_family(world)
    ask(world)
    bob = world.actors["bob"].id
    send_link(by=world.actors["adam"], at=AT, key="set up", practitioner_id=bob)


def test_every_message_of_a_whole_job(
    world: World, mail_server: MailServer, administrator: psycopg.Connection
) -> None:
    mail_server.start()
    walk(world, AT)
    tell(world, AT, key="left unanswered")
    assert tick_all(AT + timedelta(days=30), minute=1) >= 1
    for (args,) in administrator.execute("SELECT args FROM procrastinate_jobs"):
        assert set(args) == {"email_id", "agency_id"}
        assert all(UUID(value) for value in args.values())
    assert subjects_sent(mail_server) == {subject(one) for one in OF_A_WHOLE_JOB}


def test_every_message_of_everything_else(
    world: World, mail_server: MailServer
) -> None:
    mail_server.start()
    everything_else(world)
    sent = subjects_sent(mail_server)
    assert {subject(one) for one in set(Template) - OF_A_WHOLE_JOB} <= sent


def subject(template: Template) -> str:
    """What of a subject is the same in every message."""
    return _same(WORDINGS[template].subject)


def _same(said: str) -> str:
    # A long one is folded on its way.
    return " ".join(said.split()).split("(")[0].split(" on ")[0].strip()


def subjects_sent(mail_server: MailServer) -> set[str]:
    """Send what waits, look at all of it, and say which kinds there were."""
    work()
    subjects = set()
    for message in mail_server.messages:
        body = message.get_content()
        subjects.add(_same(message["Subject"]))
        assert not personal_words(f"{message['Subject']} {body}")
        links = re.findall(r"http://127.0.0.1:8000(\S*)", body)
        assert links and all(PATH.fullmatch(link) for link in links), links
        assert set(message.keys()) == {
            "From",
            "To",
            "Subject",
            "Message-ID",
            "Date",
            "Auto-Submitted",
            "Content-Type",
            "Content-Transfer-Encoding",
            "MIME-Version",
        }
    return subjects
