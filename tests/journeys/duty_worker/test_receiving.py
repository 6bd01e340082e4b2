"""Forty referrals at a glance; each step is seen by those who wait for it."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.integration.jobs.mail_server import MailServer
from tests.journeys.people import BRUISE, DutyWorker, Lead, Notice, Practitioner
from tests.journeys.visitor import Visitor

DANGER = Notice(
    about="Wren Ashgrove",
    seen="Left alone in the car park; nobody answers the telephone.",
    view="She is four. I am with her.",
    safe_now="No",
)
DATE_AND_TIME = re.compile(r"\d{4} at \d\d:\d\d")
STEPS = ("Acknowledged", "Weighed against what was known", "Outcome: Early help")


def refers(teacher: Practitioner, notice: Notice) -> str:
    """Directly; returns the disclosure."""
    teacher.opens("/concerns/new")
    teacher.fills_in(notice)
    teacher.presses("Refer directly to children's services")
    return teacher.path.removesuffix("/referred")


def test_the_most_urgent_stands_first(
    teacher: Practitioner, duty_worker: DutyWorker
) -> None:
    serious, danger = refers(teacher, BRUISE), refers(teacher, DANGER)
    duty_worker.opens("/your-work")
    duty_worker.keeps_picture("triage")
    listed = duty_worker.main.locator("td a")
    assert [one.get_attribute("href") for one in listed.all()] == [danger, serious]
    duty_worker.reads("Danger now")
    duty_worker.does_not_read(BRUISE.about, DANGER.about)


@pytest.mark.slow  # with `make test-all`
def test_each_step_is_seen_with_its_time_and_told_by_mail_without_names(
    worker: MailServer, teacher: Practitioner, lead: Lead, duty_worker: DutyWorker
) -> None:
    disclosure = refers(teacher, BRUISE)
    teacher.follows("See what happens to it")
    duty_worker.opens_from_the_list(disclosure)
    duty_worker.acknowledges()
    duty_worker.presses("Record what it adds")
    duty_worker.is_told("Write what this adds, or that it adds nothing")
    duty_worker.records_what_it_adds("Two calls about the brother in June.")
    duty_worker.tells_the_outcome("Early help is offered", "A worker calls on Monday.")
    expect(duty_worker.main.locator("form button[type=submit]")).to_have_count(0)

    for reader, path in ((teacher, teacher.path), (lead, disclosure)):
        reader.opens(path)
        for step in STEPS:
            entry = reader.main.locator(".moj-timeline__item", has_text=step)
            expect(entry.locator("time")).to_have_text(DATE_AND_TIME)
        reader.reads("A worker calls on Monday.")
        reader.does_not_read("Two calls about the brother")

    waiting = {"alice@school.example", "front-door@childrens-services.example"}
    while waiting - {one for sent in worker.envelopes for one in sent}:
        time.sleep(0.1)
    for mail in worker.messages:
        text = mail.as_string()
        assert re.search(r"SW-\w{4}-\w{4}", text)
        assert not re.search("Robin|Quillfeather|plum|Alice|Dana|brother", text)


def test_a_step_taken_twice_counts_once(
    teacher: Practitioner, duty_worker: DutyWorker, signed_in: Callable[..., Visitor]
) -> None:
    disclosure = refers(teacher, BRUISE)
    duty_worker.opens(disclosure)
    other_tab = DutyWorker(duty_worker.page.context.new_page())
    other_tab.opens(disclosure)
    duty_worker.acknowledges()
    other_tab.acknowledges()
    steps = other_tab.main.locator(".moj-timeline__item", has_text="Acknowledged")
    expect(steps).to_have_count(1)
