"""Which child a concern is about: search before create."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from sharewell.children.queries import Candidate
from sharewell.children.recording import NewChild
from sharewell.core.identifiers import BadIdentifier, IdentifierScheme, parse_nhs_number
from sharewell.core.matching.grade import Person
from sharewell.web.door import KeyedForm
from sharewell.web.govuk import GovDateField, When

NONE_OF_THESE = "none"


class ChildForm(KeyedForm):
    """Search before create: the same fields serve both."""

    given_name = forms.CharField(
        label="Given name",
        max_length=100,
        error_messages={"required": "Write the child's given name"},
    )
    family_name = forms.CharField(
        label="Family name",
        max_length=100,
        error_messages={"required": "Write the child's family name"},
    )
    born_on = GovDateField(
        subject="Date of birth",
        label="Date of birth",
        help_text="For example, 27 3 2019. Leave empty if it is not known.",
        required=False,
        when=When.TODAY_OR_PAST,
    )
    nhs_number = forms.CharField(
        label="NHS number, if you have it", max_length=20, required=False
    )

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        """Dates are judged against the day the page is answered."""
        super().__init__(*args, **more)
        self.fields["born_on"].today = today

    def clean_nhs_number(self) -> str:
        """The ten digits; a wrong check digit is named."""
        text = self.cleaned_data["nhs_number"]
        try:
            return parse_nhs_number(text) if text else ""
        except BadIdentifier as problem:
            raise forms.ValidationError(str(problem)) from None

    def person(self) -> Person:
        """For the search."""
        given = self.cleaned_data
        return Person(
            given["given_name"],
            given["family_name"],
            given.get("born_on"),
            frozenset(self._identifiers()),
        )

    def child(self) -> NewChild:
        """For a new record."""
        given = self.cleaned_data
        return NewChild(
            given["given_name"],
            given["family_name"],
            given.get("born_on"),
            self._identifiers(),
        )

    def _identifiers(self) -> tuple[tuple[str, str], ...]:
        number = self.cleaned_data.get("nhs_number")
        return ((IdentifierScheme.NHS_NUMBER.value, number),) if number else ()


class CandidateForm(KeyedForm):
    """Which of the records found is the child; or none of them."""

    child = forms.ChoiceField(
        label="Is it one of these?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a record, or that it is none of these"},
    )

    def __init__(self, *args: Any, candidates: list[Candidate], **more: Any) -> None:
        """One choice for each record, with the reasons, and none of these."""
        super().__init__(*args, **more)
        field = self.fields["child"]
        field.choices = [
            *((str(c.child.id), _described(c)) for c in candidates),
            (NONE_OF_THESE, "None of these: make a new record"),
        ]
        field.item_hints = {
            str(
                c.child.id
            ): f"{c.match.grade.value.capitalize()}: {' '.join(c.match.because)}"
            for c in candidates
        }
        field.exclusive = NONE_OF_THESE

    @property
    def child_id(self) -> UUID | None:
        """The record chosen, or None for a new one."""
        chosen = self.cleaned_data["child"]
        return None if chosen == NONE_OF_THESE else UUID(chosen)


def _described(candidate: Candidate) -> str:
    child = candidate.child
    born = (
        f"born {child.born_on:%-d %B %Y}"
        if child.born_on
        else "date of birth not known"
    )
    return f"{child.name}, {born} ({child.reference})"
