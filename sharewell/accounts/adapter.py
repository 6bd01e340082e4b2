"""How django-allauth is bent to our rules: no self-registration, sealed TOTP secrets."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an agency's administrator only."""

    def is_open_for_signup(self, request: object) -> bool:
        """Never."""
        return False


class MFAAdapter(DefaultMFAAdapter):
    """Keeps the second factor's secret sealed."""
