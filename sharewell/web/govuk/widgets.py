"""Form widgets that carry what a browser needs to help the person typing."""

from typing import Any

from django import forms


class OneTimeCodeInput(forms.TextInput):
    """A code from an authenticator or a message: digits, filled in by the browser."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        code = {
            "autocomplete": "one-time-code",
            "class": "govuk-input--width-10 govuk-input--extra-letter-spacing",
            "inputmode": "numeric",
            "spellcheck": "false",
        }
        super().__init__(code | (attrs or {}))
