"""Starts Django for the commands that need it; the others stay quick and pure."""

import os
import resource
import sys

import django
from django.core.exceptions import ImproperlyConfigured


def start() -> None:
    """Read the settings; a wrong one ends the command with a sentence, not a trace.

    No core is left by whatever is started so: words and keys would stand in it.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sharewell.config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as problem:
        print(f"sharewell: the settings are not usable: {problem}", file=sys.stderr)
        raise SystemExit(2) from None
