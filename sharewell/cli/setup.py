"""`sharewell setup`: migrate as the owning role, then install the context key."""

import argparse

from sharewell.cli.django import start


def run(arguments: list[str]) -> int:
    """Idempotent; needs OWNER_DATABASE_URL."""
    parser = argparse.ArgumentParser(prog="sharewell setup", description=__doc__)
    parser.add_argument("--quiet", action="store_true")
    given = parser.parse_args(arguments)
    start()
    from django.conf import settings
    from django.core.management import call_command

    from sharewell.access.context_key import install

    if "owner" not in settings.DATABASES:
        parser.error(
            "OWNER_DATABASE_URL is not set: migrations run as the owning role."
        )
    call_command("migrate", database="owner", verbosity=0 if given.quiet else 1)
    install(settings.CONTEXT_KEY, using="owner")
    return 0
