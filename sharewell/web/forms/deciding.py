"""Forms of the lead's journey: the child, the questions, the decision, the sending."""

import re
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from sharewell.children.queries import Candidate
from sharewell.children.recording import NewChild
from sharewell.core.identifiers import BadIdentifier, IdentifierScheme, parse_nhs_number
from sharewell.core.matching.grade import Person
from sharewell.core.procedure.questions import Question
from sharewell.core.procedure.vocabulary import Fact
from sharewell.decisions.raising import NewEntry
from sharewell.decisions.vocabulary import EntryKind
from sharewell.web.door import KeyedForm
from sharewell.web.forms.telling import text_area
from sharewell.web.govuk import GovDateField, When
from sharewell.web.presenters.words import OUTCOME, RELATION

NONE_OF_THESE = "none"
NEW = "new"


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


class PeopleForm(KeyedForm):
    """Who has a say or could be affected: one person for each tick."""

    people = forms.MultipleChoiceField(
        label="Who must be thought of, one by one?",
        help_text="Tick everybody who might be asked or told, and anybody feared. "
        "Each is weighed separately.",
        choices=[*RELATION.items(), (NONE_OF_THESE, "Nobody: it is about no person")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one person, or Nobody"},
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        """Nobody excludes the rest."""
        super().__init__(*args, **more)
        self.fields["people"].exclusive = NONE_OF_THESE

    def clean_people(self) -> list[str]:
        """The ticks, without the one that stands for nobody."""
        chosen: list[str] = self.cleaned_data["people"]
        if NONE_OF_THESE in chosen and len(chosen) > 1:
            raise forms.ValidationError("Tick people, or Nobody, but not both")
        return [one for one in chosen if one != NONE_OF_THESE]


class QuestionForm(KeyedForm):
    """One question of the procedure's vocabulary, made from the fact itself."""

    def __init__(self, *args: Any, question: Question | Fact, **more: Any) -> None:
        """Radios for one answer, checkboxes where several may hold."""
        super().__init__(*args, **more)
        choices = (
            question.values if isinstance(question, Question) else question.choices
        )
        kind = forms.MultipleChoiceField if question.many else forms.ChoiceField
        widget = forms.CheckboxSelectMultiple if question.many else forms.RadioSelect
        field = kind(
            label=question.ask,
            help_text=question.help,
            choices=[(choice.value, choice.label) for choice in choices],
            widget=widget,
            error_messages={"required": "Choose an answer. If you are unsure, say so."},
        )
        field.item_hints = {c.value: c.hint for c in choices if c.hint}
        self.alone = {c.value: c.label for c in choices if c.alone}
        self.fields["answer"] = field

    def clean_answer(self) -> str | list[str]:
        """An answer that excludes the others stands alone."""
        answer: str | list[str] = self.cleaned_data["answer"]
        if isinstance(answer, list) and len(answer) > 1:
            for value in set(answer) & set(self.alone):
                raise forms.ValidationError(
                    f"“{self.alone[value]}” cannot be ticked with another answer"
                )
        return answer


class OwnViewForm(KeyedForm):
    """The person's own view, before the procedure says anything."""

    own_view = text_area(
        "What is your own view?",
        hint="Write it before you see what the procedure points to. What could happen "
        "to the child if this is shared, and what if it is not?",
        required="Write your own view first: the procedure only advises",
    )


class DecisionForm(KeyedForm):
    """What the person decides, and why."""

    outcome = forms.ChoiceField(
        label="What do you decide?",
        widget=forms.RadioSelect,
        choices=list(OUTCOME.items()),
        error_messages={"required": "Choose what you decide"},
    )
    reasons = text_area(
        "Why?",
        hint="You may depart from what the procedure points to. Say why, so that it "
        "can be understood three years from now.",
        required="Write why you decided so",
    )
    lawful_basis = forms.ChoiceField(
        label="Lawful basis",
        help_text="Suggested from who you are, the purpose and the date. Agreement is "
        "a separate matter.",
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, bases: list[tuple[str, str]], **more: Any) -> None:
        """Without a candidate the question is left out."""
        super().__init__(*args, **more)
        if bases:
            self.fields["lawful_basis"].choices = bases
            self.fields["lawful_basis"].initial = bases[0][0]
        else:
            del self.fields["lawful_basis"]


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

    def __init__(
        self,
        *args: Any,
        items: list[tuple[str, str]],
        inboxes: list[tuple[str, str]],
        is_serious: bool,
        is_hidden: bool,
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

    def clean_refs(self) -> tuple[str, ...]:
        """The refs of the items, one a line."""
        refs = tuple(self.cleaned_data["refs"].split())
        if not all(re.fullmatch(r"[a-z]+(:[0-9a-f-]{36})?", ref) for ref in refs):
            raise forms.ValidationError(
                "The items could not be read. Choose them again."
            )
        return refs


def _described(candidate: Candidate) -> str:
    child = candidate.child
    born = (
        f"born {child.born_on:%-d %B %Y}"
        if child.born_on
        else "date of birth not known"
    )
    return f"{child.name}, {born} ({child.reference})"
