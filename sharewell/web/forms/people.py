"""Joining, moving and leaving: what an administrator is asked for."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import RegexValidator

from sharewell.agencies.joining import Joiner
from sharewell.core.policy.model import Role
from sharewell.web.door import KeyedForm
from sharewell.web.presenters.words import ROLE

PHONE = RegexValidator(
    r"^\+?[0-9][0-9 ()-]{6,}$",
    "%(value)s is no phone number. Write it with the area code, such as 01632 960001",
)


def _role() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Role",
        help_text="What they may open follows from it, in your agency alone.",
        choices=[("", "Choose a role"), *ROLE.items()],
        error_messages={
            "required": "Choose a role",
            "invalid_choice": "%(value)s is no role. Choose one from the list",
        },
    )


def _team() -> forms.CharField:
    return forms.CharField(
        label="Team",
        help_text="Unfinished work belongs to the team: write it as colleagues do.",
        max_length=80,
        error_messages={"required": "Write the team, such as staff or office"},
    )


class NewPersonForm(KeyedForm):
    """Somebody who joins."""

    name = forms.CharField(
        label="Full name",
        max_length=120,
        error_messages={"required": "Write their name"},
    )
    email = forms.EmailField(
        label="Work e-mail address",
        help_text="Their own, which nobody else reads.",
        max_length=254,
        error_messages={
            "required": "Write their work e-mail address",
            "invalid": "%(value)s is no e-mail address, such as name@school.example",
        },
    )
    call_back_phone = forms.CharField(
        label="Call-back phone number",
        help_text="On which other agencies reach them about a child.",
        max_length=40,
        validators=[PHONE],
        error_messages={"required": "Write a phone number on which they are called"},
    )
    role = _role()
    team = _team()

    def joiner(self) -> Joiner:
        """Who joins, as the act takes it."""
        given = self.cleaned_data
        return Joiner(
            name=given["name"],
            email=given["email"].lower(),
            call_back_phone=given["call_back_phone"],
            role=Role(given["role"]),
            team=given["team"],
        )


class RoleForm(KeyedForm):
    """One more role."""

    role = _role()
    team = _team()

    def given(self) -> dict[str, Any]:
        """What the act needs."""
        return {
            "role": Role(self.cleaned_data["role"]),
            "team": self.cleaned_data["team"],
        }


class EndRoleForm(KeyedForm):
    """One button beside a role."""

    appointment = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"required": "Choose the role that ends"},
    )

    def appointment_id(self) -> UUID:
        """Which of them ends."""
        found: UUID = self.cleaned_data["appointment"]
        return found


class LeaveForm(KeyedForm):
    """One button."""


class SubjectForm(KeyedForm):
    """Who somebody is at the agency's own sign-in."""

    subject = forms.CharField(
        label="Their name at your agency's sign-in",
        help_text="Your technicians call it the subject, or sub. It is not the e-mail "
        "address: that is given anew when somebody leaves.",
        max_length=255,
        error_messages={"required": "Write the subject that your technicians give you"},
    )

    def given(self) -> dict[str, Any]:
        """What the act needs."""
        return {"subject": self.cleaned_data["subject"]}
