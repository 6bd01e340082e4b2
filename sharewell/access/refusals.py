"""The outermost edge: a refusal is recorded after the rollback, then answered."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from sharewell.access.context import context
from sharewell.access.errors import NotFound, Refused, WrittenAtOnce
from sharewell.audit.append import append
from sharewell.core.ledger.entry import Entry
from sharewell.core.policy.model import Purpose
from sharewell.keys.subjects import SubjectErased

REFUSAL_PAGES = {
    NotFound: "sharewell.web.views.errors.not_found",
    Refused: "sharewell.web.views.errors.refused",
}


def record_refusal(refusal: Refused | NotFound, at: datetime) -> None:
    """One leaf in a transaction of its own: it survives what was rolled back."""
    kind, about, reasons = _what_was_refused(refusal)
    with context(refusal.actor, Purpose.OVERSEE):
        append(
            Entry(
                leaf_id=uuid4(),
                event="access.refused",
                actor=refusal.actor.id,
                agency=refusal.actor.agency,
                purpose=Purpose.OVERSEE.value,
                object_kind=kind,
                object_id=about,
                verdict="refuse",
                reasons=(refusal.action.value, *reasons),
                at=at,
                edition=None,
                commitment=None,
            )
        )


def _what_was_refused(
    refusal: Refused | NotFound,
) -> tuple[str, UUID | None, tuple[str, ...]]:
    if isinstance(refusal, NotFound):
        return refusal.kind, None, ("not_found",)
    return refusal.resource.kind, refusal.resource.id, refusal.verdict.reasons


class RefusalMiddleware:
    """Turns a refusal into its record and its page; sits outside every transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refusals reach `process_exception`; everything else passes."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Record, then answer 404 (absent or hidden) or 403 (known, not allowed).

        Who lost a race on a page without a form of its own is told to send again.
        """
        if isinstance(exception, WrittenAtOnce):
            busy = import_string("sharewell.web.views.errors.written_at_once")
            return busy(request, exception)
        if isinstance(exception, SubjectErased):
            gone = import_string("sharewell.web.views.errors.erased")
            return gone(request, exception)
        if not isinstance(exception, Refused | NotFound):
            return None
        record_refusal(exception, datetime.now(UTC))
        page = import_string(REFUSAL_PAGES[type(exception)])
        return page(request, exception)
