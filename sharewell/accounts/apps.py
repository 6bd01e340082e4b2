"""Django's registration of this package, and of its checks."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The name Django knows the package by."""

    name = "sharewell.accounts"

    def ready(self) -> None:
        """Unsafe settings of signing in are found by every management command."""
        from sharewell.accounts import checks  # noqa: F401
