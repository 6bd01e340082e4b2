"""Turn a bound form field into the page component that asks for it."""

from collections.abc import Callable, Mapping

from django import forms
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from markupsafe import Markup

from sharewell.core.errors import SharewellError
from sharewell.web.govuk import choices, typed
from sharewell.web.govuk.asking import Asking
from sharewell.web.govuk.date_field import DateInput


class UnknownWidget(SharewellError):
    """A form uses a widget for which no page component is known."""


def gov(
    bound: BoundField,
    *,
    heading: bool = False,
    classes: str = "",
    conditional: Mapping[str, str] | None = None,
) -> Markup:
    """Render the field with its label, hint, error and value.

    `heading` makes the label or legend the page's level-one heading. `conditional`
    maps a choice's value to markup shown while it is chosen. A choice field may
    carry `item_hints` (value to text) and `exclusive` (the value, such as `none` or
    `unknown`, that stands after "or" and rules out the others).
    """
    if bound.is_hidden:
        return Markup(str(bound))  # nosec B704 # markup of the components, escaped by them
    render = _renderer(bound)
    asking = Asking(bound, heading, classes, conditional or {})
    return Markup(render(asking))  # nosec B704 # markup of the components, escaped by them


def gov_fields(form: BaseForm) -> Markup:
    """Render every field of the form in order, hidden ones included."""
    return Markup("\n").join(gov(form[name]) for name in form.fields)


def _renderer(bound: BoundField) -> Callable[[Asking], str]:
    widget = bound.field.widget
    for kind, render in RENDERERS:
        if isinstance(widget, kind) and not isinstance(widget, forms.SelectMultiple):
            return render
    known = ", ".join(kind.__name__ for kind, _ in RENDERERS)
    raise UnknownWidget(
        f"The field '{bound.name}' uses {type(widget).__name__}, which has no page "
        f"component. Use one of: {known}."
    )


# The first that fits wins: checkboxes are a kind of radios to Django.
RENDERERS: tuple[tuple[type[forms.Widget], Callable[[Asking], str]], ...] = (
    (DateInput, typed.date_parts),
    (forms.CheckboxSelectMultiple, choices.checkboxes),
    (forms.RadioSelect, choices.radios),
    (forms.CheckboxInput, choices.tick),
    (forms.Select, choices.options_list),
    (forms.Textarea, typed.text),
    (forms.PasswordInput, typed.secret),
    (forms.TextInput, typed.line),
    (forms.EmailInput, typed.line),
    (forms.NumberInput, typed.line),
)
