"""What a view needs to knock: the hat worn, the time, the key of this submit."""

import functools
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sharewell.access.errors import NotFound, Refused
from sharewell.agencies.actors import Hat
from sharewell.core.errors import SharewellError
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Actor
from sharewell.web.clock import now

View = Callable[..., HttpResponse]


class KeyedForm(forms.Form):
    """A form whose submit counts once: the key is made with the page."""

    submit_key = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=64
    )

    # The agency the page was made for: the hat may be changed in another tab.
    acting_for = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=36
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        """Give a fresh page a fresh key."""
        super().__init__(*args, **more)
        self.fields["submit_key"].initial = str(uuid4())

    @property
    def key(self) -> str:
        """The key that came back, or a new one if the field was stripped."""
        return self.cleaned_data.get("submit_key") or str(uuid4())


def acts(*actions: Action) -> Callable[[View], View]:
    """Declare what a page does; a person without any appointment is told so."""

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.hat is None:
                return render(request, "no_appointment.html", status=403)
            return view(request, *args, **kwargs)

        run.actions = actions  # type: ignore[attr-defined]
        return run

    return wrap


def hat(request: HttpRequest) -> Hat:
    """The hat worn on this request."""
    worn: Hat = request.hat  # type: ignore[attr-defined]
    return worn


def actor(request: HttpRequest) -> Actor:
    """Who acts on this request."""
    return hat(request).actor


HAT_CHANGED = (
    "You changed in another tab to act for another agency, and this page was made for "
    "the first. Nothing was sent. Copy what you typed, change back, and send it again."
)


def acts_for_the_same_agency(request: HttpRequest) -> bool:
    """Whether the hat is still the one the page was made with."""
    made_for = request.POST.get("acting_for")
    return not made_for or made_for == str(actor(request).agency)


def attempt(
    form: KeyedForm, request: HttpRequest, action: Callable[..., Any], **given: Any
) -> Any:
    """Carry out an act; what was wrong becomes the form's error, and None comes back.

    Refusals and absent things are not errors of a form: they go on to the edge.
    """
    if not acts_for_the_same_agency(request):
        form.add_error(None, HAT_CHANGED)
        return None
    try:
        return action(by=actor(request), at=now(), key=form.key, **given)
    except (Refused, NotFound):
        raise
    except SharewellError as problem:
        form.add_error(None, str(problem))
        return None


def show(
    request: HttpRequest, template: str, form: forms.Form | None = None, **more: Any
) -> HttpResponse:
    """The page; 422 when the form on it has errors."""
    if isinstance(form, KeyedForm):
        form.fields["acting_for"].initial = str(actor(request).agency)
    status = 422 if form is not None and form.is_bound and form.errors else 200
    context = {"form": form, **more} if form is not None else more
    return render(request, template, context, status=status)
