"""Django's registration of this package, and the guard on every connection."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class AccessConfig(AppConfig):
    """The name Django knows the package by."""

    name = "sharewell.access"

    def ready(self) -> None:
        """Every connection of the runtime role asks for a context first."""
        from sharewell.access.context import guard_connection

        connection_created.connect(guard_connection, dispatch_uid="sharewell.access")
