"""Asking that a record is erased, and holding one."""

from typing import Any

from django import forms

from sharewell.children.vocabulary import ErasureGround, HoldGround
from sharewell.web.door import KeyedForm
from sharewell.web.presenters.words import ERASURE_GROUND, HOLD_GROUND


def _reference() -> forms.CharField:
    return forms.CharField(
        label="Reference of the child's record",
        help_text="As it stands beside the child's name.",
        max_length=20,
        error_messages={"required": "Write the reference"},
    )


class AskErasureForm(KeyedForm):
    """Which record, and why it may go."""

    reference = _reference()
    ground = forms.ChoiceField(
        label="Why may it go?",
        choices=list(ERASURE_GROUND.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Say why it may go"},
    )
    include = forms.CharField(
        label="Concerns that were about another child before (optional)",
        help_text="Such a concern stays, so that nothing of the other child is lost. "
        "If you have read it and it says nothing of the other child, write its "
        "reference here, several with a comma between.",
        required=False,
        max_length=400,
    )

    def given(self) -> dict[str, Any]:
        """What the act needs."""
        return {
            "reference": self.cleaned_data["reference"],
            "ground": ErasureGround(self.cleaned_data["ground"]),
            "include": tuple(
                one for one in self.cleaned_data["include"].split(",") if one.strip()
            ),
        }


class HoldForm(KeyedForm):
    """Which record must stay, and why."""

    reference = _reference()
    ground = forms.ChoiceField(
        label="Why must it stay?",
        choices=list(HOLD_GROUND.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Say why it must stay"},
    )

    def given(self) -> dict[str, Any]:
        """What the act needs."""
        return {
            "reference": self.cleaned_data["reference"],
            "ground": HoldGround(self.cleaned_data["ground"]),
        }
