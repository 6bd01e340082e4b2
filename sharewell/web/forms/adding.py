"""Writing more about a concern, and answering a task about it."""

from typing import Any
from uuid import UUID

from django import forms

from sharewell.decisions.raising import NewEntry
from sharewell.decisions.vocabulary import EntryKind
from sharewell.web.door import KeyedForm
from sharewell.web.forms.telling import text_area

NEW = "new"


class AddForm(KeyedForm):
    """Something more, or a correction beside what it corrects."""

    text = text_area(
        "What do you want to add?",
        hint="What was written stays as it is. A correction stands beside it.",
        required="Write what you want to add",
    )
    corrects = forms.ChoiceField(
        label="Does it correct something?", required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, entries: list[tuple[str, str]], **more: Any) -> None:
        """The entries that can be corrected."""
        super().__init__(*args, **more)
        field = self.fields["corrects"]
        field.choices = [(NEW, "No, it is new"), *entries]
        field.initial = NEW

    def entry(self) -> NewEntry:
        """The entry to write."""
        chosen = self.cleaned_data.get("corrects")
        corrects = None if chosen == NEW else chosen
        return NewEntry(
            EntryKind.CORRECTION if corrects else EntryKind.MORE,
            self.cleaned_data["text"],
            corrects=UUID(corrects) if corrects else None,
        )


class AnswerForm(KeyedForm):
    """What was done about a task."""

    text = text_area(
        "What was done, and what came of it?",
        hint="For example whose advice was taken and what it was; or who was told, by "
        "whom, when, and what they said; or why a departure stands or is to be decided "
        "again.",
        required="Write what was done",
    )
    look_again = forms.BooleanField(
        label="Not settled yet: start the clock again", required=False
    )
