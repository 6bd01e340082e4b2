"""How hard a password must be to guess."""

import re
from threading import Lock

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from zxcvbn import zxcvbn

# Too many for whoever stole the table: Argon2 makes each of them slow. It is the score
# of 4 of zxcvbn (Wheeler, USENIX Security 2016).
ENOUGH_GUESSES = 10**10
# What comes after can only make it harder, and the time grows with the square and more.
LOOKED_AT = 24
# The library keeps the words it is given in one place for the whole process.
_ONE_AT_A_TIME = Lock()
# What somebody who wants in would try first, besides the person's own address.
WORDS = ("sharewell", "safeguarding", "children", "school", "council", "police")
TOO_EASY = (
    "This password is easy to guess. Take three words that do not belong together, and "
    "none of your name, your agency or your town."
)


class HardToGuess:
    """A validator of Django's; `words` are those of the place and its agencies."""

    def __init__(self, words: list[str] | None = None) -> None:
        """The words of the settings are tried before any dictionary."""
        self.words = (*WORDS, *(words or ()))

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raises ValidationError for what is soon guessed."""
        words = [*self.words, *_own(user)]
        with _ONE_AT_A_TIME:
            tried = zxcvbn(password[:LOOKED_AT], user_inputs=words)
        if tried["guesses"] < ENOUGH_GUESSES:
            raise ValidationError(TOO_EASY, code="password_too_easy")

    def get_help_text(self) -> str:
        """As the form says it beside the field."""
        return "None that is easy to guess."


def _own(user: AbstractBaseUser | None) -> list[str]:
    address = "" if user is None else str(getattr(user, "email", ""))
    return [one for one in re.split(r"[^a-z0-9]+", address.lower()) if one]
