"""The bridge from Django forms to the page components of the design system."""

from sharewell.web.govuk.bridge import UnknownWidget, gov, gov_fields
from sharewell.web.govuk.components import components
from sharewell.web.govuk.date_field import DateInput, GovDateField, When
from sharewell.web.govuk.summary import error_summary
from sharewell.web.govuk.widgets import OneTimeCodeInput

__all__ = [
    "DateInput",
    "GovDateField",
    "OneTimeCodeInput",
    "UnknownWidget",
    "When",
    "components",
    "error_summary",
    "gov",
    "gov_fields",
]
