"""The lead's journey: people, questions, the own view and the decision."""

import json
from hashlib import sha256
from typing import Any

from django import forms

from sharewell.core.procedure.questions import Question
from sharewell.core.procedure.vocabulary import Fact
from sharewell.web.door import KeyedForm
from sharewell.web.forms.telling import text_area
from sharewell.web.presenters.words import OUTCOME, RELATION

NONE_OF_THESE = "none"


class OvertakenForm(KeyedForm):
    """A form that notices when what its page was made from has changed since.

    It compares what was there for this one question, not the whole sheet: two advisers
    who answer different questions do not stop each other.
    """

    made_from = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, there: Any, **more: Any) -> None:
        """`there` is what the page is made from, as JSON could say it."""
        super().__init__(*args, **more)
        text = json.dumps(there, sort_keys=True)
        # A digest: the page has no need to repeat the answers in its source.
        self.there = sha256(text.encode()).hexdigest()
        self.fields["made_from"].initial = self.there

    @property
    def is_overtaken(self) -> bool:
        """Whether somebody, perhaps the same person in another tab, came before."""
        return self.is_bound and self.data.get("made_from") != self.there

    def ask_again(self, problem: str) -> None:
        """What was typed stays; the next submit counts as made from what is there."""
        self.data = self.data.copy()
        self.data["made_from"] = self.there
        self.add_error(None, problem)


class PeopleForm(OvertakenForm):
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


class QuestionForm(OvertakenForm):
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
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class DecisionForm(OvertakenForm):
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
