"""Guidance to read, signed in or not: rules, doubts, routes, every provision."""

from datetime import date
from itertools import pairwise
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sharewell.core.procedure.provision import Edition
from sharewell.rulebooks import editions, guidance, reports
from sharewell.web.clock import today
from sharewell.web.forms.guidance import BetweenForm, OnForm
from sharewell.web.presenters.findings import report_words
from sharewell.web.presenters.provision import (
    change_words,
    edition_choices,
    edition_words,
    golden_words,
    provision_path,
    provision_words,
    table_words,
)
from sharewell.web.presenters.questions import question_groups, raised_by


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What there is to read."""
    return _page(request, "guidance/index.html")


@require_safe
def golden_rules(request: HttpRequest) -> HttpResponse:
    """Both national editions side by side."""
    return _page(request, "guidance/golden_rules.html", both=golden_words(today()))


def myths(request: HttpRequest) -> HttpResponse:
    """The doubts that most often stop people, each answered."""
    vocabulary = editions.edition_on(today()).vocabulary
    return _page(
        request,
        "guidance/myths.html",
        myths=guidance.myths(),
        raised_by=raised_by(vocabulary),
    )


@require_safe
def routes(request: HttpRequest) -> HttpResponse:
    """Early help, child in need, doubt, significant harm."""
    return _page(request, "guidance/routes.html", routes=guidance.routes())


@require_safe
def asking(request: HttpRequest) -> HttpResponse:
    """Whom to ask and whom to tell, person by person, and the exceptions."""
    return _page(
        request,
        "guidance/asking.html",
        people=guidance.people(),
        exceptions=guidance.exceptions(),
    )


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Every question that may be put, with its help and the doubt it raises."""
    vocabulary = editions.edition_on(today()).vocabulary
    doubts = {myth.id: myth.doubt for myth in guidance.myths()}
    return _page(
        request,
        "guidance/questions.html",
        groups=question_groups(vocabulary),
        doubts=doubts,
    )


@require_safe
def provisions(request: HttpRequest) -> HttpResponse:
    """Every row of the edition in force on a day."""
    form, on, status = _day(request)
    edition = editions.edition_on(on)
    return _page(
        request,
        "guidance/provisions.html",
        on,
        status,
        form=form,
        tables=table_words(edition, on),
        choices=edition_choices(request.path, on),
    )


@require_safe
def provision(request: HttpRequest, provision_id: str) -> HttpResponse:
    """One row, as it was on a day."""
    form, on, status = _day(request)
    edition = editions.edition_on(on)
    row = next((one for one in edition.provisions if one.id == provision_id), None)
    if row is None:
        return _not_in_it(request, provision_id, on)
    return _page(
        request,
        "guidance/provision.html",
        on,
        status,
        form=form,
        row=provision_words(row, edition, on),
        back_link=f"{reverse('provisions')}?on={on}",
    )


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """What a reader of one edition has to learn to know another."""
    earlier, later = _last_two(today())
    asked = request.GET if {"earlier", "later"} & request.GET.keys() else None
    form = BetweenForm(asked, initial={"earlier": earlier, "later": later})
    status = 422 if form.errors else 200
    if form.is_bound and not form.errors:
        earlier, later = form.cleaned_data["earlier"], form.cleaned_data["later"]
    found = editions.changes(earlier, later)
    return _page(
        request,
        "guidance/changes.html",
        later,
        status,
        form=form,
        earlier=edition_words(found.before, earlier),
        found=change_words(found, earlier, later),
        steps=_steps(),
        exact=report_words(reports.report("differences")),
        how_to_make=reports.HOW_TO_MAKE,
    )


def _page(
    request: HttpRequest,
    template: str,
    on: date | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """A page that says which edition it was written from, for the screen and paper."""
    read_on = on or today()
    edition: Edition = editions.edition_on(read_on)
    context = {"edition": edition_words(edition, read_on), **more}
    return render(request, template, context, status=status)


def _day(request: HttpRequest) -> tuple[OnForm, date, int]:
    """Whose day it is: the one asked for, or today; 422 if it cannot be read."""
    form = OnForm(request.GET if "on" in request.GET else None, initial={"on": today()})
    if form.is_bound and form.is_valid():
        return form, form.cleaned_data["on"], 200
    return form, today(), 422 if form.is_bound else 200


def _not_in_it(request: HttpRequest, provision_id: str, on: date) -> HttpResponse:
    """The row is not in that edition: say where it is, if it is anywhere."""
    elsewhere = [
        {"began": day, "href": provision_path(provision_id, day)}
        for day in editions.edition_days()
        if any(one.id == provision_id for one in editions.edition_on(day).provisions)
    ]
    return _page(
        request,
        "guidance/no_provision.html",
        on,
        404,
        id=provision_id if elsewhere else None,
        elsewhere=elsewhere,
    )


def _last_two(on: date) -> tuple[date, date]:
    """The edition before the one in force, and the day itself."""
    known = [day for day in editions.edition_days() if day <= on]
    return known[-2] if len(known) > 1 else known[0], on


def _steps() -> list[tuple[date, date]]:
    """Each edition with the one before it, newest first."""
    return list(pairwise(editions.edition_days()))[::-1]
