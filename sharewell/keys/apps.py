"""Django's registration of this package."""

from django.apps import AppConfig


class KeysConfig(AppConfig):
    """The name Django knows the package by."""

    name = "sharewell.keys"
