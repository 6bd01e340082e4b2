"""What every reply and every signed-in request carries."""

from collections.abc import Callable
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from sharewell.accounts.second_factor import is_signed_in
from sharewell.agencies.actors import Hat, hats
from sharewell.web.clock import now

CHOSEN_AGENCY = "agency"
# Methods that would show a request to whoever asks, or lead through us.
UNSPOKEN = frozenset({"TRACE", "TRACK", "CONNECT"})
# No page of ours looks, listens or asks where somebody is. Passkeys stay.
NO_DEVICES = ", ".join(
    f"{one}=()"
    for one in (
        "accelerometer", "autoplay", "camera", "display-capture", "fullscreen",
        "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment",
        "screen-wake-lock", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip
Next = Callable[[HttpRequest], HttpResponse]


class PrivateReplies:
    """No page is kept by a browser or a proxy: the next user of the PC sees nothing."""

    def __init__(self, get_response: Next) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Everything but static files, which WhiteNoise answers before us."""
        if request.method in UNSPOKEN:
            response: HttpResponse = HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        else:
            response = self.get_response(request)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Permissions-Policy"] = NO_DEVICES
        return response


class Hats:
    """Puts the hats of the signed-in person, and the one she wears, on the request."""

    def __init__(self, get_response: Next) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Looked up anew on every request: an appointment that ended is gone now."""
        request.hats, request.hat = (), None
        if is_signed_in(request):
            key = request.session.session_key or ""
            # Enough to tell sessions apart in the context, never the key itself.
            session = sha256(key.encode()).hexdigest()[:32]
            request.hats = hats(request.user.id, now(), session)
            request.hat = _worn(request)
        return self.get_response(request)


def _worn(request: HttpRequest) -> Hat | None:
    wanted = request.session.get(CHOSEN_AGENCY)
    mine = [hat for hat in request.hats if str(hat.actor.agency) == wanted]
    # The own agency comes before those one only advises.
    return next(iter(mine or sorted(request.hats, key=lambda hat: hat.is_pooled)), None)
