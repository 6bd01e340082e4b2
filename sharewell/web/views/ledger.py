"""For the witnesses of every agency: the ledger's size, hashes and signatures."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sharewell.audit import publishing
from sharewell.audit.signing import verifier_keys
from sharewell.core.ledger.record_checked import fingerprint
from sharewell.core.ledger.strict_text import LARGEST_NUMBER

TEXT = "text/plain; charset=utf-8"


@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """The ledger's public keys as a key file, with the fingerprints to compare."""
    lines = [f"# fingerprint {fingerprint(k)}\n{k}\n" for k in verifier_keys()]
    if not lines:
        raise Http404
    return HttpResponse("".join(lines), content_type=TEXT)


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The latest checkpoint, as the ledger signed it."""
    return _text(lambda: publishing.latest_checkpoint()[1])


@require_safe
def consistency(request: HttpRequest, old: int, new: int | None = None) -> HttpResponse:
    """The proof that the ledger only added to its first `old` entries."""
    if max(old, new or 0) > LARGEST_NUMBER:
        raise Http404
    return _text(lambda: publishing.consistency(old, new))


def _text(make: Callable[[], bytes]) -> HttpResponse:
    try:
        return HttpResponse(make(), content_type=TEXT)
    except publishing.NoSuchProof as absent:
        return HttpResponse(f"{absent}\n", content_type=TEXT, status=404)
