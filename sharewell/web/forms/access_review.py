"""One answer for each role of others."""

from typing import Any

from django import forms

from sharewell.agencies.holding import Holding
from sharewell.assurance.access_review import Said
from sharewell.web.dates import day
from sharewell.web.door import KeyedForm
from sharewell.web.presenters.words import ROLE

SAID = [(Said.KEEP.value, "Keep"), (Said.END.value, "End it now")]


class AccessForm(KeyedForm):
    """Keep or end, role by role; nothing is chosen beforehand."""

    def __init__(self, *args: Any, held: tuple[Holding, ...], **more: Any) -> None:
        """One question a role."""
        super().__init__(*args, **more)
        for one in held:
            lent = ", lent by another agency" if one.is_pooled else ""
            held_role = f"{one.name}: {ROLE[one.role]}, {one.team}{lent}"
            self.fields[f"role_{one.id}"] = forms.ChoiceField(
                label=held_role,
                help_text=f"Since {day(one.since)}",
                choices=SAID,
                widget=forms.RadioSelect,
                error_messages={"required": f"Keep or end: {held_role}"},
            )

    def said(self) -> dict[str, Said]:
        """What becomes of each, by the id of the role in words."""
        return {
            name.removeprefix("role_"): Said(value)
            for name, value in self.cleaned_data.items()
            if name.startswith("role_")
        }
