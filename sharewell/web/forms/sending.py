"""Choosing what goes to whom, and sending exactly what was previewed."""

import re
from typing import Any

from django import forms

from sharewell.web.door import KeyedForm

NOBODY_YET = "nobody"


class ItemsForm(KeyedForm):
    """Which items go, to which inbox; at reasonable cause, who answered the phone."""

    refs = forms.MultipleChoiceField(
        label="What goes?",
        help_text="Only what the recipient needs for the purpose, never all there is.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one item to send"},
    )
    inbox = forms.ChoiceField(
        label="To whom?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose a recipient",
            "invalid_choice": "That recipient is not in the directory any more. "
            "Choose one from the list.",
        },
    )
    answered = forms.ChoiceField(
        label="Who answered the telephone?",
        help_text="An unread inbox is not being told. Ring, and say who answered.",
        choices=[
            ("name", "Somebody answered"),
            (NOBODY_YET, "Nobody yet: send now, I go on trying"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say who answered, or that nobody has yet"},
    )
    answered_by = forms.CharField(
        label="Name and role of the person who answered", max_length=200, required=False
    )
    read_again = forms.BooleanField(
        label="I have read it again: nothing in it leads to where the family is",
        required=False,
    )
    read_for_this = forms.BooleanField(
        label="I have read again each item that is marked so, and it may go as it is",
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        items: list[tuple[str, str]],
        inboxes: list[tuple[str, str]],
        is_serious: bool,
        is_hidden: bool,
        is_cautioned: bool,
        **more: Any,
    ) -> None:
        """Only what may go is offered; the phone is asked for at reasonable cause."""
        super().__init__(*args, **more)
        self.fields["refs"].choices = items
        self.fields["inbox"].choices = inboxes
        if not is_serious:
            del self.fields["answered"], self.fields["answered_by"]
        if not is_hidden:
            del self.fields["read_again"]
        if not is_cautioned:
            del self.fields["read_for_this"]

    def clean(self) -> dict[str, Any]:
        """A name where somebody answered; a second reading where a family is hidden."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("answered") == "name" and not given.get("answered_by", "").strip():
            self.add_error("answered_by", "Write the name of the person who answered")
        if "read_again" in self.fields and not given.get("read_again"):
            self.add_error(
                "read_again", "Read the items again before they go, then tick this"
            )
        return given

    @property
    def voice(self) -> str:
        """Who answered, or empty."""
        if self.cleaned_data.get("answered") == NOBODY_YET:
            return ""
        return str(self.cleaned_data.get("answered_by", ""))


class SendForm(KeyedForm):
    """The preview's own form: exactly what was previewed, and nothing else."""

    refs = forms.CharField(widget=forms.HiddenInput, max_length=10_000)
    inbox = forms.UUIDField(widget=forms.HiddenInput)
    previewed = forms.CharField(widget=forms.HiddenInput, max_length=64)
    answered_by = forms.CharField(
        widget=forms.HiddenInput, max_length=200, required=False
    )

    read_again = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def clean_refs(self) -> tuple[str, ...]:
        """The refs of the items, one a line."""
        refs = tuple(self.cleaned_data["refs"].split())
        if not all(re.fullmatch(r"[a-z]+(:[0-9a-f-]{36})?", ref) for ref in refs):
            raise forms.ValidationError(
                "The items could not be read. Choose them again."
            )
        return refs
