"""Ada, her authenticator, and a browser that fills in the forms of sign-in."""

import re
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.test import Client

from sharewell.accounts.models import User
from sharewell.accounts.provision import code_of_step

PASSWORD = "a long password of Ada"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
EMAIL = "ada@example.invalid"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Authenticator:
    """Shows the code of one time step until it is told to go on."""

    secret: str
    step: int = 59_000_000

    @property
    def code(self) -> str:
        """What it shows now."""
        return code_of_step(self.secret, self.step)

    def next_code(self) -> str:
        """What it shows after the next tick."""
        self.step += 1
        return self.code

    def wrong_code(self) -> str:
        """Six digits that it does not show."""
        return f"{(int(self.code) + 1) % 1_000_000:06}"


@dataclass
class Visitor:
    """A browser."""

    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> HttpResponse:
        """Open a page."""
        return self.client.get(path, headers={**self.headers, **headers})

    def send(self, path: str, data: dict[str, str], **headers: str) -> HttpResponse:
        """Open the sign-in page for its token, then post a form."""
        return self.post(path, data | {"csrfmiddlewaretoken": self.token()}, **headers)

    def post(self, path: str, data: dict[str, str], **headers: str) -> HttpResponse:
        """Post a form exactly as given."""
        return self.client.post(path, data, headers={**self.headers, **headers})

    def token(self) -> str:
        """The present token: the cookie's, or that of the sign-in page's form."""
        cookie = self.client.cookies.get("csrftoken")
        if cookie is not None and cookie.value:
            return str(cookie.value)
        found = TOKEN.search(self.get("/sign-in").content.decode())
        assert found is not None
        return found[1]

    def give_password(
        self, email: str = EMAIL, password: str = PASSWORD, path: str = "/sign-in"
    ) -> HttpResponse:
        """The first factor."""
        return self.send(path, {"login": email, "password": password})

    def give_code(self, code: str) -> HttpResponse:
        """The second factor."""
        return self.send("/sign-in/code", {"code": code})

    def sign_in(self, code: str) -> HttpResponse:
        """Both factors."""
        self.give_password()
        return self.give_code(code)

    def sees_work(self) -> bool:
        """Whether a page of the service opens."""
        return self.get("/work").content == b"your work"

    def age(self, seconds: float, *names: str) -> None:
        """Put the session's clocks back, as if the time had passed."""
        session = self.client.session
        for name in names or ("last_active",):
            session[name] -= seconds
        session.save()


def recovery_code(user: User) -> str:
    """One that has not been used."""
    from allauth.mfa.models import Authenticator as Row

    row = Row.objects.get(user=user, type=Row.Type.RECOVERY_CODES)
    return str(row.wrap().get_unused_codes()[0])
