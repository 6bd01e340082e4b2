"""Asking which other agencies know a child, and answering where one keeps it hidden."""

from datetime import datetime
from typing import Any

from django import forms

from sharewell.exchange.contacts import NewAnswer
from sharewell.exchange.existence import LONGEST_REASON, NewQuestion
from sharewell.exchange.vocabulary import AskedFor, ContactOutcome
from sharewell.web.dates import UNITED_KINGDOM
from sharewell.web.door import KeyedForm
from sharewell.web.forms.matching import ChildForm
from sharewell.web.forms.telling import text_area
from sharewell.web.govuk import GovDateField, When
from sharewell.web.presenters.words import ASKED_FOR, CONTACT_OUTCOME


class AskForm(ChildForm):
    """Whom it is about, for what it is asked, and why."""

    purpose = forms.ChoiceField(
        label="For what do you ask?",
        choices=list(ASKED_FOR.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose for what you ask"},
    )
    reason = forms.CharField(
        label="Why do you ask, in a sentence?",
        help_text="Do not name anybody. An agency that must ring you back reads this.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write in a sentence why you ask"},
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        """The same fields as for a search, with one more thing to say about dates."""
        super().__init__(*args, **more)
        self.fields[
            "born_on"
        ].help_text = "For example, 27 3 2019. Needed, unless you have the NHS number."

    def question(self) -> NewQuestion:
        """As the act takes it."""
        given = self.cleaned_data
        return NewQuestion(self.person(), AskedFor(given["purpose"]), given["reason"])


class ContactForm(KeyedForm):
    """How and when whoever asked was contacted; or why not."""

    outcome = forms.ChoiceField(
        label="What did you do?",
        choices=list(CONTACT_OUTCOME.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you contacted them"},
    )
    contacted_on = GovDateField(
        subject="The day of the contact",
        label="On which day did you reach them?",
        help_text="Leave day and time empty if you will not contact them.",
        required=False,
        when=When.TODAY_OR_PAST,
    )
    contacted_time = forms.TimeField(
        label="At what time?",
        help_text="For example, 14:30",
        required=False,
        widget=forms.TextInput,
        input_formats=["%H:%M", "%H.%M"],
        error_messages={"invalid": "Write the time like 14:30"},
    )
    text = text_area(
        "How, and what was said? Or why not?",
        hint="Whom you spoke to and how you knew it was them; what you told them. If "
        "not: for example that the young person does not agree and no significant harm "
        "is suspected.",
        required="Write how you contacted them, or why you will not",
    )

    def __init__(self, *args: Any, today: Any, **more: Any) -> None:
        """Dates are judged against the day the page is answered."""
        super().__init__(*args, **more)
        self.fields["contacted_on"].today = today

    def answer(self) -> NewAnswer:
        """As the act takes it."""
        given = self.cleaned_data
        return NewAnswer(ContactOutcome(given["outcome"]), given["text"], self._when())

    def _when(self) -> datetime | None:
        day = self.cleaned_data.get("contacted_on")
        time = self.cleaned_data.get("contacted_time")
        if day is None or time is None:
            return None
        return datetime.combine(day, time, UNITED_KINGDOM)
