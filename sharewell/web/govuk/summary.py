"""The box at the top of a page that lists every error and links to its field."""

from django.forms import BaseForm
from django.forms.boundfield import BoundField
from markupsafe import Markup

from sharewell.web.govuk.components import components
from sharewell.web.govuk.date_field import PARTS, GovDateField

WHOLE_FORM = "#main-content"


def error_summary(*forms: BaseForm) -> Markup:
    """Return the error summary of the forms, or nothing when they hold no error."""
    errors = [error for form in forms for error in _linked_errors(form)]
    if not errors:
        return Markup("")
    return Markup(  # nosec B704 # markup of the components, escaped by them
        components()["govukErrorSummary"](
            {"titleText": "There is a problem", "errorList": errors}
        )
    )


def parts_at_fault(bound: BoundField) -> tuple[str, ...]:
    """Which of day, month and year the date's error is about; empty if none."""
    for error in bound.errors.as_data():
        return tuple((error.params or {}).get("parts", PARTS))
    return ()


def _linked_errors(form: BaseForm) -> list[dict[str, str]]:
    errors = [
        {"text": str(message), "href": WHOLE_FORM}
        for message in form.non_field_errors()
    ]
    for name in form.fields:
        bound = form[name]
        target = WHOLE_FORM if bound.is_hidden else f"#{_first_control(bound)}"
        errors += [{"text": str(text), "href": target} for text in bound.errors]
    return errors


def _first_control(bound: BoundField) -> str:
    """The id that the link moves to: the first box at fault of a date."""
    if isinstance(bound.field, GovDateField) and bound.errors:
        return f"{bound.auto_id}_{parts_at_fault(bound)[0]}"
    return str(bound.auto_id)
