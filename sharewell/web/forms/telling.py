"""The one page on which a practitioner tells the lead, or refers directly."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms

from sharewell.decisions.raising import LONGEST_TEXT, NewConcern, NewEntry
from sharewell.decisions.vocabulary import EntryKind, Origin, SafeNow, SaidBy
from sharewell.web.door import KeyedForm
from sharewell.web.govuk import GovDateField, When

TEXT_ROWS = 4


def text_area(
    label: str, *, hint: str = "", required: str = "", rows: int = TEXT_ROWS
) -> forms.CharField:
    """A long text; `required` is the message when it is missing."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(required),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": required,
            "max_length": f"{label} must be %(limit_value)d characters or fewer; it "
            "has "
            "%(show_value)d. Shorten it here and add the rest to the concern "
            "afterwards.",
        },
    )


class DraftedForm(KeyedForm):
    """A form that is saved as it is typed."""

    draft = forms.UUIDField(widget=forms.HiddenInput, required=False)
    revision = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=1_000_000
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        """A fresh page names its draft before it exists."""
        super().__init__(*args, **more)
        self.fields["draft"].initial = uuid4()
        self.fields["revision"].initial = 0

    @property
    def draft_id(self) -> UUID | None:
        """The draft this page belongs to, if the field came back."""
        return self.cleaned_data.get("draft")


class TellForm(DraftedForm):
    """Safe now? Who, what, whose words, your own view."""

    safe_now = forms.ChoiceField(
        label="Is the child safe now?",
        help_text="If a child is in danger at this moment, ring 999 first. This page "
        "waits.",
        choices=[
            ("yes", "Yes, as far as I can tell"),
            ("no", "No"),
            ("unknown", "I do not know"),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Say whether the child is safe now, or that you do not know"
        },
    )
    about = forms.CharField(
        label="Who is it about?",
        help_text="The child's name. If you do not know it, describe the child.",
        max_length=200,
        error_messages={
            "required": "Write who it is about: a name, or a description of the child"
        },
    )
    born_on = GovDateField(
        subject="Date of birth",
        label="Date of birth, if you know it",
        required=False,
        when=When.TODAY_OR_PAST,
    )
    seen = text_area(
        "What did you see or hear?",
        hint="Only what you saw, heard or were told, and by whom. Your view comes "
        "below.",
        required="Write what you saw or heard",
    )
    words = text_area(
        "What did the child say?",
        hint="In the child's own words, as near as you can. Leave empty if nothing "
        "was said.",
        rows=3,
    )
    view = text_area(
        "What do you think yourself?",
        hint="What worries you, and why. A few words are enough.",
        required="Write in a few words what you think yourself",
        rows=3,
    )
    happened_on = GovDateField(
        subject="The date it happened",
        label="When was it, if not today?",
        required=False,
        when=When.TODAY_OR_PAST,
    )
    said_by = forms.ChoiceField(
        label="How do you know?",
        choices=[
            ("me", "I saw or heard it myself"),
            ("child", "The child told me"),
            ("another_person", "Somebody else told me"),
        ],
        initial="me",
        widget=forms.RadioSelect,
        required=False,
    )
    action = text_area(
        "What has been done already?",
        hint="For example who was rung, when, and what they said.",
        rows=2,
    )
    pasted = text_area(
        "Paste from your own system",
        hint="It is kept exactly as you paste it, apart from what you wrote above.",
        rows=3,
    )

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        """Dates are judged against the day the page is answered."""
        super().__init__(*args, **more)
        self.fields["born_on"].today = today
        self.fields["happened_on"].today = today
        self.fields["pasted"].strip = False

    def concern(self) -> NewConcern:
        """The answers as a concern."""
        given = self.cleaned_data
        happened = given.get("happened_on")
        said_by = SaidBy(given.get("said_by") or SaidBy.ME)
        who = given["about"]
        if given.get("born_on"):
            who += f", born {given['born_on']:%-d %B %Y}"
        entries = [
            NewEntry(EntryKind.WHO, who),
            NewEntry(EntryKind.SEEN, given["seen"], said_by, happened_on=happened),
            NewEntry(
                EntryKind.WORDS, given["words"], SaidBy.CHILD, happened_on=happened
            ),
            NewEntry(EntryKind.VIEW, given["view"]),
            NewEntry(EntryKind.ACTION, given["action"]),
            NewEntry(EntryKind.PASTED, given["pasted"], SaidBy.RECORD),
        ]
        return NewConcern(
            Origin.NOTICED,
            SafeNow(given["safe_now"]),
            tuple(entry for entry in entries if entry.text.strip()),
        )


class AskedForm(DraftedForm):
    """Somebody asks for information: who, for what, and what they ask."""

    asker = forms.CharField(
        label="Who is asking?",
        help_text="Name, role and organisation, and how they reached you.",
        max_length=300,
        error_messages={"required": "Write who is asking"},
    )
    asked = text_area(
        "What do they ask for, and why?",
        hint="In their words, as near as you can.",
        required="Write what they ask for",
    )
    about = forms.CharField(
        label="Who is it about?",
        help_text="The child's name, or leave empty if it is about nobody in "
        "particular.",
        max_length=200,
        required=False,
    )
    view = text_area(
        "What do you think yourself?",
        hint="Does anything about it worry you? Who could be harmed by an answer, and "
        "who by silence?",
        required="Write in a few words what you think yourself",
        rows=3,
    )
    pasted = text_area("Paste the letter or message, if there is one", rows=4)

    def __init__(self, *args: Any, **more: Any) -> None:
        """What is pasted stays as it is, down to its spaces."""
        super().__init__(*args, **more)
        self.fields["pasted"].strip = False

    def concern(self) -> NewConcern:
        """The answers as a matter to decide."""
        given = self.cleaned_data
        asked = f"{given['asked']}\n\nAsked by: {given['asker']}"
        entries = [
            NewEntry(EntryKind.WHO, given["about"]),
            NewEntry(EntryKind.ASKED, asked, SaidBy.ANOTHER),
            NewEntry(EntryKind.VIEW, given["view"]),
            NewEntry(EntryKind.PASTED, given["pasted"], SaidBy.RECORD),
        ]
        return NewConcern(
            Origin.ASKED,
            SafeNow.UNKNOWN if given["about"] else SafeNow.YES,
            tuple(entry for entry in entries if entry.text.strip()),
        )
