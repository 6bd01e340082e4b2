"""Django's registration of this package."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """The name Django knows the package by."""

    name = "sharewell.outbox"
