"""The design system's macros, loaded once and callable from Python and pages."""

from collections.abc import Callable
from functools import cache

from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

NAMES = (
    "accordion",
    "back-link",
    "breadcrumbs",
    "button",
    "character-count",
    "checkboxes",
    "cookie-banner",
    "date-input",
    "details",
    "error-message",
    "error-summary",
    "exit-this-page",
    "fieldset",
    "file-upload",
    "footer",
    "generic-header",
    "header",
    "hint",
    "input",
    "inset-text",
    "label",
    "notification-banner",
    "pagination",
    "panel",
    "password-input",
    "phase-banner",
    "radios",
    "select",
    "service-navigation",
    "skip-link",
    "summary-list",
    "table",
    "tabs",
    "tag",
    "task-list",
    "textarea",
    "warning-text",
)


@cache
def components() -> dict[str, Callable[..., Markup]]:
    """Every component macro under its own name: `govukButton`, `govukDateInput`."""
    library = PackageLoader("govuk_frontend_jinja")
    source = Environment(
        autoescape=True,
        loader=PrefixLoader({"govuk_frontend_jinja": library}),
        undefined=ChainableUndefined,  # options left out are blank to the macros
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # The macros indent what they nest, and with it the lines that a person typed
    # into a text area under a choice. Nobody reads the indentation; we keep the words.
    source.filters["indent"] = _unchanged
    return {
        macro_name(name): getattr(
            source.get_template(
                f"govuk_frontend_jinja/components/{name}/macro.html"
            ).module,
            macro_name(name),
        )
        for name in NAMES
    }


def _unchanged(text: str, *_: object) -> str:
    return text


def macro_name(component: str) -> str:
    """`date-input` becomes `govukDateInput`."""
    return "govuk" + "".join(part.capitalize() for part in component.split("-"))
