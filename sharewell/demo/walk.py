"""Walks the main job once over HTTP, as three people would in three browsers."""

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime

from sharewell.accounts.provision import current_code
from sharewell.core.policy.model import Role
from sharewell.demo.browser import Browser, Page
from sharewell.demo.errors import DemoError
from sharewell.demo.roster import Roster, SignIn

CODE_SECONDS = 30
MOST_QUESTIONS = 30
Say = Callable[[str], None]

# What the lead of the walk answers to whatever is asked.
ANSWERS: dict[str, str | list[str]] = {
    "level": "reasonable_cause",
    "recipient": "front_door",
    "at_risk_now": ["this_child"],
    "nature": ["injury"],
    "crime_suspected": "no",
    "asking_would": ["none"],
    "asking_best_interests": "yes",
    "safe_to_ask": "yes",
    "feared": "no",
    "safe_to_tell": "yes",
    "parental_responsibility": "yes",
    "consent": "not_sought",
    "handling": ["none"],
    "social_worker": "none",
    "people": ["mother"],
}


def walk(url: str, roster: Roster, password: str, say: Say) -> None:
    """Teacher, lead and duty worker, from worry to outcome; raises DemoError."""
    teacher, lead = _colleagues(roster)
    duty = next(o for o in roster.sign_ins if Role.FRONT_DOOR_WORKER in o.roles)
    concern = _tell(_signed_in(url, teacher, password), teacher, say)
    disclosure = _decide_and_send(_signed_in(url, lead, password), concern, lead, say)
    _receive(_signed_in(url, duty, password), disclosure, duty, say)
    say(f"{teacher.name} sees every step and the outcome on the page of the concern")


def _colleagues(roster: Roster) -> tuple[SignIn, SignIn]:
    """Somebody who works with children, and the adviser of the same agency."""
    for lead in roster.sign_ins:
        for one in roster.sign_ins:
            if (
                Role.ADVISER in lead.roles
                and one.roles == (Role.PRACTITIONER,)
                and one.agency == lead.agency
                and "school" in one.agency.lower()
            ):
                return one, lead
    raise DemoError("The demo has no teacher with a lead in the same school.")


def _signed_in(url: str, who: SignIn, password: str) -> Browser:
    browser = Browser(url)
    page = browser.open("/sign-in")
    page = browser.fill(page, login=who.email, password=password)
    page = browser.fill(page, code=current_code(who.totp_secret, datetime.now(UTC)))
    if page.path != "/your-work":
        # The code was used already in this half minute: a code works once.
        time.sleep(CODE_SECONDS - time.time() % CODE_SECONDS + 1)
        page = browser.fill(page, code=current_code(who.totp_secret, datetime.now(UTC)))
    _expect(page, "/your-work", f"{who.name} could not sign in")
    return browser


def _tell(browser: Browser, who: SignIn, say: Say) -> str:
    page = browser.fill(
        browser.open("/concerns/new"),
        safe_now="yes",
        about="Fennel Marchbanks-Example",
        seen="A fresh bruise on the left forearm, round, about two centimetres across.",
        words="It was the door again.",
        view="The third bruise this month, and never the same door.",
        do="tell",
    )
    concern = _id(page, r"/concerns/([0-9a-f-]{36})/told", "The concern did not arrive")
    say(f"{who.name} told the lead on one page")
    return concern


def _decide_and_send(browser: Browser, concern: str, who: SignIn, say: Say) -> str:
    page = browser.fill(
        browser.open(f"/concerns/{concern}/child"),
        given_name="Fennel",
        family_name="Marchbanks-Example",
        born_on_day="4",
        born_on_month="5",
        born_on_year="2018",
    )
    if "chosen" in page.text:
        page = browser.fill(page, child=_first_record(page))
    page = browser.open(f"/concerns/{concern}/own-view")
    page = browser.fill(page, own_view="Reason enough to suspect harm. Refer today.")
    asked = 0
    while page.path.rsplit("/", 1)[1] in ANSWERS and asked < MOST_QUESTIONS:
        fact = page.path.rsplit("/", 1)[1]
        key = "people" if fact == "people" else "answer"
        page = browser.fill(page, **{key: ANSWERS[fact]})
        asked += 1
    _expect(page, f"/concerns/{concern}/decide", "The advice was not reached")
    say(f"{who.name} answered {asked} questions and saw what the procedure points to")
    page = browser.fill(
        page, outcome="share", reasons="Third unexplained bruise, so it goes today."
    )
    decision = _id(page, r"/decisions/([0-9a-f-]{36})/items", "Nothing was decided")
    page = browser.fill(page, answered="name", answered_by="Duty worker, by telephone")
    page = browser.fill(page, action=f"/decisions/{decision}/send")
    say(f"{who.name} chose the items, saw the preview, rang, and sent it")
    return _id(page, r"/disclosures/([0-9a-f-]{36})/sent", "It was not sent")


def _receive(browser: Browser, disclosure: str, who: SignIn, say: Say) -> None:
    address = f"/disclosures/{disclosure}"
    page = browser.open(address)
    page = browser.fill(page, action=f"{address}/acknowledge")
    page = browser.fill(
        page, action=f"{address}/adds", text="An earlier visit was about the same arm."
    )
    page = browser.fill(
        page,
        action=f"{address}/outcome",
        outcome="section_47",
        message="Two of us visit this afternoon. Please keep her until we ring.",
    )
    if "The sender has been told" not in page.text:
        raise DemoError(f"The outcome was not recorded on {page.path}.")
    say(f"{who.name} opened and acknowledged it, weighed it, and told the outcome back")


def _first_record(page: Page) -> str:
    found = re.search(r'name="child"[^>]*value="([0-9a-f-]{36})"', page.text)
    return found[1] if found else "none"


def _id(page: Page, pattern: str, otherwise: str) -> str:
    found = re.fullmatch(pattern, page.path)
    if not found:
        raise DemoError(f"{otherwise}: the page is {page.path}.")
    return found[1]


def _expect(page: Page, path: str, otherwise: str) -> None:
    if page.path != path:
        raise DemoError(f"{otherwise}: the page is {page.path}.")
