"""When the second factor is asked for while signing in."""

from allauth.account.models import Login
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

SHOWN_AT_AGENCY = "two_factors_shown_at_agency"


def note_two_factors(login: Login) -> None:
    """This very sign-in came with two factors, which the agency's provider checked."""
    login.state[SHOWN_AT_AGENCY] = True


class SecondFactorStage(AuthenticateStage):
    """Asks for a code or passkey, unless the agency has just asked for one."""

    def _should_handle(self, request: HttpRequest) -> bool:
        # Kept with this sign-in and not in the session: what another sign-in of this
        # browser has shown must never count for this one.
        shown = self.login.state.get(SHOWN_AT_AGENCY, False)
        return not shown and bool(super()._should_handle(request))
