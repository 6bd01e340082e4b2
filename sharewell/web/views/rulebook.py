"""The officer's page: coverage, proof, difference, approval, and what is open."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sharewell.assurance.rulebook import review_rulebook
from sharewell.core.policy.action import Action
from sharewell.rulebooks import open_questions
from sharewell.rulebooks.reports import HOW_TO_MAKE
from sharewell.web.clock import now, today
from sharewell.web.door import actor, acts, show
from sharewell.web.presenters.provision import edition_words
from sharewell.web.presenters.rulebook import (
    awaiting_words,
    clock_rows,
    report_sections,
)


@require_safe
@acts(Action.RULEBOOK_REVIEW)
def rulebook(request: HttpRequest) -> HttpResponse:
    """What an officer answers for: the rules in force and what is not settled."""
    on = today()
    review = review_rulebook(by=actor(request), at=now(), on=on)
    return show(
        request,
        "rulebook.html",
        edition=edition_words(review.edition, on),
        approved=review.approved,
        awaiting=awaiting_words(review.awaiting, on),
        reports=report_sections(review),
        groups=open_questions.groups(),
        clocks=clock_rows(on),
        how_to_make=HOW_TO_MAKE,
    )
