"""Sets a page of HTML as a tagged PDF (PDF/UA-1), from files of this package alone.

The same HTML gives the same bytes on the same machine, whoever asks and whenever: the
ledger holds a promise of them, and the next copy must be equal to be proved by it.
"""

import logging
import warnings
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from sharewell.core.errors import SharewellError

HERE = Path(__file__).parent
SCHEME = "package:"
# What of this package a page may use, by the address that its style sheet gives it.
FILES = {
    f"{SCHEME}fonts/{name}": HERE / "fonts" / name
    for name in ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
}
LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
# Its log names letters of the record; what it has to say is taken from it here.
_log = logging.getLogger("weasyprint")
# The text layout beneath is not made for threads.
_one_at_a_time = Lock()


class CannotTypeset(SharewellError):
    """The machine lacks what sets pages, or a page asked for what it may not have."""


@dataclass(frozen=True)
class Attached:
    """One file inside the PDF: its name, what it is, its content, its date."""

    name: str
    about: str
    content: bytes
    at: datetime


@dataclass(frozen=True)
class Pages:
    """A PDF. `lacks_letters`: some letters are boxes, because no font has them."""

    pdf: bytes
    lacks_letters: bool


def typeset(html: str, attached: Attached) -> Pages:
    """Set the page, with one file attached; raises CannotTypeset."""
    with _one_at_a_time:
        engine = _engine()
        attachment = engine.weasyprint.Attachment(
            string=attached.content,
            name=attached.name,
            description=attached.about,
            created=attached.at,
            modified=attached.at,
            url_fetcher=engine.fetcher,
        )
        page = engine.weasyprint.HTML(
            string=html, base_url=SCHEME, url_fetcher=engine.fetcher
        )
        engine.lacking.found = False
        try:
            pdf = page.write_pdf(
                stylesheets=[engine.style],
                font_config=engine.fonts,
                attachments=[attachment],
                pdf_variant="pdf/ua-1",
                pdf_identifier=True,
            )
        except engine.asked_outside as error:
            # The library means to end the process with it.
            raise CannotTypeset(str(error.__cause__)) from None
        return Pages(pdf, engine.lacking.found)


def get_ready() -> None:
    """Load library and fonts, outside any transaction; raises CannotTypeset."""
    with _one_at_a_time:
        _engine()


@dataclass(frozen=True)
class _Engine:
    weasyprint: Any
    fonts: Any
    style: Any
    fetcher: Any
    asked_outside: type[BaseException]
    lacking: "_Lacking"


class _Lacking(logging.Handler):
    """Notices that a letter has no shape, and writes nothing down."""

    found = False

    def emit(self, record: logging.LogRecord) -> None:
        if "notdef" in record.getMessage():
            self.found = True


@cache
def _engine() -> _Engine:
    """Fonts and style sheet are read once in a process."""
    weasyprint = _library()
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import (
        FatalURLFetchingError,
        URLFetcher,
        URLFetcherResponse,
    )

    class OfThisPackage(URLFetcher):  # type: ignore[misc]
        """Gives the files above; whatever else a page names ends the typesetting."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in FILES:
                raise CannotTypeset(
                    f"A page to be printed named {url!r}. It may use nothing but the "
                    "files of its own package: take it out of the template."
                )
            return URLFetcherResponse(url, FILES[url].read_bytes())

    fetcher, fonts = OfThisPackage(fail_on_errors=True), FontConfiguration()
    style = weasyprint.CSS(
        string=(HERE / "paper.css").read_text("utf-8"),
        base_url=SCHEME,
        font_config=fonts,
        url_fetcher=fetcher,
    )
    lacking = _Lacking(logging.WARNING)
    _log.handlers, _log.propagate = [lacking], False
    return _Engine(weasyprint, fonts, style, fetcher, FatalURLFetchingError, lacking)


def _library() -> Any:
    try:
        with warnings.catch_warnings():
            # About a library that only pictures need.
            warnings.simplefilter("ignore", DeprecationWarning)
            import weasyprint
    except OSError as error:
        raise CannotTypeset(
            f"This machine cannot make PDF files: {error}. As an administrator run: "
            f"apt-get install --no-install-recommends {LIBRARIES}"
        ) from None
    return weasyprint
