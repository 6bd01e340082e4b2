"""The decision record as a file to hand out, with its proof inside."""

import time
from functools import partial
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sharewell.core.ledger.sealed_pdf import seal
from sharewell.core.policy.action import Action
from sharewell.decisions.copying import Copy, copy_decision, proof_of
from sharewell.web.clock import now, today
from sharewell.web.door import actor, acts, hat, show
from sharewell.web.paper.typeset import get_ready
from sharewell.web.presenters.paper import decision_pages

LOOK_AGAIN_SECONDS = 0.2


@require_safe
@acts(Action.DECISION_PRINT)
def decision_copy(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """A PDF that anybody can check; until its seal is made, a page that says so."""
    # The first page of a process takes seconds, and an act's context lives for few.
    get_ready()
    made = copy_decision(
        by=actor(request),
        at=now(),
        decision_id=decision_id,
        typeset=partial(
            decision_pages,
            agency=hat(request).agency_name,
            address=request.build_absolute_uri(f"/decisions/{decision_id}"),
            made_on=today(),
        ),
    )
    proof = _once_sealed(request, made)
    if proof is None:
        return show(
            request,
            "not_sealed_yet.html",
            decision_id=decision_id,
            reference=made.reference,
        )
    return HttpResponse(
        seal(made.pages, proof),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{made.reference}.pdf"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def _once_sealed(request: HttpRequest, made: Copy) -> bytes | None:
    """Seals are about a second apart: wait for the next one, and not for long."""
    until = time.monotonic() + settings.SEAL_PATIENCE_SECONDS
    while True:
        proof = proof_of(made, by=actor(request))
        if proof is not None or time.monotonic() >= until:
            return proof
        time.sleep(LOOK_AGAIN_SECONDS)
