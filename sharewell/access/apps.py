"""Django's registration of this package."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """The name Django knows the package by."""

    name = "sharewell.access"
