"""What each role does in the pages, in the words of the role."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tests.journeys.visitor import Visitor

Answer = str | tuple[str, ...]
Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Notice:
    """What a practitioner types on the one page."""

    about: str
    seen: str
    view: str
    words: str = ""
    safe_now: str = "Yes, as far as I can tell"


BRUISE = Notice(
    about="Robin Quillfeather",
    seen="Bruise on the left arm, the size of a plum. He held it still all morning.",
    words="I fell over the dog that we have not got.",
    view="It does not fit, and it is the second this month.",
)


class Practitioner(Visitor):
    """Notices something, and wants it off her mind before the next lesson."""

    def fills_in(self, notice: Notice) -> None:
        """The five things that the page asks for."""
        self.chooses("Is the child safe now?", notice.safe_now)
        self.writes("Who is it about?", notice.about)
        self.writes("What did you see or hear?", notice.seen)
        self.writes("What did the child say?", notice.words)
        self.writes("What do you think yourself?", notice.view)

    def tells_the_lead(self, notice: Notice) -> str:
        """From the work page to "told"; returns the path of the concern."""
        self.opens("/concerns/new")
        self.fills_in(notice)
        self.presses("Tell my lead")
        self.reads("Your lead has been told")
        return self.path.removesuffix("/told")

    def passes_on_a_request(
        self, *, asker: str, asked: str, about: str, view: str
    ) -> str:
        """Somebody asks us for information; returns the path of the concern."""
        self.opens("/concerns/asked")
        self.writes("Who is asking?", asker)
        self.writes("What do they ask for, and why?", asked)
        self.writes("Who is it about?", about)
        self.writes("What do you think yourself?", view)
        self.presses("Put it to my lead")
        self.reads("Your lead has been told")
        return self.path.removesuffix("/told")


class Lead(Practitioner):
    """The nominated child protection adviser."""

    questions_answered = 0

    def finds_in_the_inbox(self, concern: str) -> None:
        """The work page leads to the concern."""
        self.opens("/your-work")
        self.follows_to(concern)

    def makes_a_record(self, day: int, month: int, year: int) -> None:
        """Search first, with the name as it was typed; nobody is found."""
        self.follows("Find the child's record")
        self.dates("Date of birth", day, month, year)
        self.presses("Search")
        self.reads("The concern is matched to a record.")

    def matches(self, record: str) -> None:
        """Search first; the record found is the child."""
        self.follows("Find the child's record")
        self.presses("Search")
        self.hands.tick(self.page.get_by_label(record))
        self.presses("Continue")
        self.reads("The concern is matched to a record.")

    def weighs(self, own_view: str) -> None:
        """The own view, before anything else shows."""
        self.follows("Write your own view")
        self.writes("What is your own view?", own_view)
        self.presses("Save and continue")

    def answers(self, matter: Answers, people: Mapping[str, Answers] = {}) -> None:
        """Answer what is asked, one question a page, until the advice shows.

        `people` has the answers about each, by relation; they are numbered as ticked.
        """
        self.questions_answered = 0
        while not self.path.endswith("/decide"):
            path = self.path.split("/")
            if path[-1] == "people":
                self._ticks("people", tuple(people) or ("none",))
            elif path[-2] == "questions":
                self._ticks("answer", matter[path[-1]])
            else:
                self._ticks("answer", self._about(people, path[-2])[path[-1]])
            self.questions_answered += 1
            self.presses("Save and continue")
        self.reads("The procedure points to")

    def decides(self, outcome: str, reasons: str) -> None:
        """Record the decision with its reasons."""
        self.chooses("What do you decide?", outcome)
        self.writes("Why?", reasons)
        self.presses("Record my decision")

    def previews(
        self, *, to: str, answered_by: str = "", without: Iterable[str] = ()
    ) -> None:
        """Choose what goes and to whom, and see exactly what arrives."""
        for item in without:
            self.chooses_not("What goes?", item)
        self.chooses("To whom?", to)
        if self.page.get_by_role("group", name="Who answered the telephone?").count():
            self._says_who_answered(answered_by)
        self.presses("See exactly what they will see")

    def sends(self) -> str:
        """Send what was previewed; returns the path of the disclosure."""
        self.reads("This is exactly what they will see")
        self.presses("Send it now")
        self.reads("Sent to")
        return self.path.removesuffix("/sent")

    def chooses_not(self, question: str, answer: str) -> None:
        """Take a tick away."""
        group = self.page.get_by_role("group", name=question)
        self.hands.untick(group.get_by_label(answer, exact=True))

    def _says_who_answered(self, answered_by: str) -> None:
        question = "Who answered the telephone?"
        if answered_by:
            self.chooses(question, "Somebody answered")
            self.writes("Name and role of the person who answered", answered_by)
        else:
            self.chooses(question, "Nobody yet: send now, I go on trying")

    def _about(self, people: Mapping[str, Answers], ref: str) -> Answers:
        return list(people.values())[int(ref.removeprefix("p")) - 1]

    def _ticks(self, name: str, answer: Answer) -> None:
        for value in (answer,) if isinstance(answer, str) else answer:
            box = self.page.locator(f'input[name="{name}"][value="{value}"]')
            self.hands.tick(box)


class DutyWorker(Visitor):
    """At the front door, with forty waiting."""

    def opens_from_the_list(self, disclosure: str) -> None:
        """The triage list leads to it."""
        self.opens("/your-work")
        self.follows_to(disclosure)

    def acknowledges(self) -> None:
        """We have it."""
        self.presses("Acknowledge")
        self.reads("Acknowledged.")

    def records_what_it_adds(self, text: str) -> None:
        """What the own agency knew, and what this adds."""
        self.writes("What does this add to what is known?", text)
        self.presses("Record what it adds")

    def tells_the_outcome(self, outcome: str, message: str) -> None:
        """What happens now, told back."""
        self.chooses("What happens now?", outcome)
        self.writes("What do you tell the sender?", message)
        self.presses("Record and tell the sender")
        self.reads("The sender has been told.")
