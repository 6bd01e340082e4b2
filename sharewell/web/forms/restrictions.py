"""Keeping somebody out, sealing, agreeing, and opening in an emergency."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from sharewell.access.barriers import ConflictReason
from sharewell.agencies.queries import Person
from sharewell.web.door import KeyedForm
from sharewell.web.forms.telling import text_area
from sharewell.web.presenters.words import CONFLICT

WHOLE_CHILD, THIS_ONLY = "child", "this"


def _reason(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=list(CONFLICT.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Say how they are connected"},
    )


def _reference() -> forms.CharField:
    return forms.CharField(
        label="Reference of the concern or disclosure",
        help_text="As it stands on the page, in the e-mail or on the printed record.",
        max_length=20,
        error_messages={"required": "Write the reference"},
    )


class OwnConflictForm(KeyedForm):
    """I know this family."""

    reason = _reason("How are you connected to the family?")

    def why(self) -> ConflictReason:
        """The reason as the door takes it."""
        return ConflictReason(self.cleaned_data["reason"])


class _PeopleForm(KeyedForm):
    """A form that asks for somebody of the agency."""

    people_field = "person"

    def __init__(self, *args: Any, people: Iterable[Person], **more: Any) -> None:
        """Everybody who works there, by name."""
        super().__init__(*args, **more)
        self.fields[self.people_field].choices = [
            (str(one.id), f"{one.name} ({', '.join(_words(one.roles))})")
            for one in people
        ]


class KeepOutForm(_PeopleForm):
    """A colleague who may not open a record."""

    reference = _reference()
    person = forms.ChoiceField(
        label="Who is kept out?", error_messages={"required": "Choose a person"}
    )
    reason = _reason("How are they connected to the family?")

    def given(self) -> dict[str, Any]:
        """What the act needs."""
        return {
            "reference": self.cleaned_data["reference"],
            "person": UUID(self.cleaned_data["person"]),
            "reason": ConflictReason(self.cleaned_data["reason"]),
        }


class SealForm(_PeopleForm):
    """A record for named people only."""

    people_field = "names"

    reference = _reference()
    scope = forms.ChoiceField(
        label="What is sealed?",
        choices=[
            (WHOLE_CHILD, "The child's record and every concern about the child"),
            (THIS_ONLY, "This concern or disclosure alone"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is sealed"},
    )
    names = forms.MultipleChoiceField(
        label="Who may open it?",
        help_text="Nobody else can from now on, whatever their role, you included. "
        "Name somebody who can decide and send.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Name at least one person"},
    )

    def given(self) -> dict[str, Any]:
        """What the act needs."""
        return {
            "reference": self.cleaned_data["reference"],
            "whole_child": self.cleaned_data["scope"] == WHOLE_CHILD,
            "names": tuple(UUID(one) for one in self.cleaned_data["names"]),
        }


class NameForm(_PeopleForm):
    """One more person on the list of a sealed record."""

    person = forms.ChoiceField(
        label="Who is to be named as well?",
        error_messages={"required": "Choose a person"},
    )


class ConfirmForm(KeyedForm):
    """One button."""


class EmergencyForm(KeyedForm):
    """Why it cannot wait."""

    reason = text_area(
        "Why can it not wait until somebody who may open it is reached?",
        hint="For example: who is at risk now, and whom you tried to reach.",
        required="Write why it cannot wait",
    )


class ReviewForm(KeyedForm):
    """Whether there was a reason."""

    was_justified = forms.ChoiceField(
        label="Was there a reason to open it?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether there was a reason"},
    )
    text = text_area(
        "What did you find, and what follows from it?",
        hint="Whom you asked, and what is done so that it is not needed again.",
        required="Write what you found",
    )


class GuardianForm(KeyedForm):
    """What the Caldicott Guardian is asked."""

    text = text_area(
        "What do you ask the Caldicott Guardian?",
        hint="The guardian can read the concern. Nothing that is owed to the front "
        "door waits for the answer.",
        required="Write what you ask",
    )


def _words(roles: Iterable[str]) -> list[str]:
    return [role.replace("_", " ") for role in roles]
