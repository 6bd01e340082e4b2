"""The Jinja environment of every page: loaders, page components, filters."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
)

from sharewell.rulebooks.guidance import Myth, myths
from sharewell.web.clock import now
from sharewell.web.dates import day, day_and_time, local_iso
from sharewell.web.govuk import components, error_summary, gov, gov_fields

TEMPLATES = Path(__file__).parent / "templates"


def environment(**options: Any) -> Environment:
    """Build the environment; Django's Jinja2 backend calls this with its options.

    An undefined name in one of our own pages is an error rather than a blank. The
    component macros keep an environment of their own, because they test options
    that a caller may leave out.
    """
    options |= {
        "autoescape": True,
        "loader": _loader(options.get("loader")),
        "trim_blocks": True,
        "lstrip_blocks": True,
        "undefined": StrictUndefined,
    }
    built = Environment(**options)  # noqa: S701 - set just above  # nosec B701 # autoescape is set just above
    built.add_extension("jinja2.ext.i18n")
    built.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True
    )
    built.globals |= {**components(), **_page_functions()}
    built.filters |= {"day": day, "day_and_time": day_and_time, "local_iso": local_iso}
    return built


def url(name: str, *args: object, **kwargs: object) -> str:
    """Return the path of a named page, as Django's `reverse` does."""
    return str(reverse(name, args=args or None, kwargs=kwargs or None))


def doubt(myth: str) -> Myth | None:
    """The doubt that a question raises, answered where it is raised."""
    return next((one for one in myths() if one.id == myth), None)


def _page_functions() -> dict[str, Callable[..., Any]]:
    return {
        "doubt": doubt,
        "error_summary": error_summary,
        "gov": gov,
        "gov_fields": gov_fields,
        "now": now,
        "static": static,
        "url": url,
    }


def _loader(given: BaseLoader | None) -> ChoiceLoader:
    """Our templates first, then whatever folders the settings name."""
    ours = FileSystemLoader(TEMPLATES)
    return ChoiceLoader([ours, given] if given else [ours])
