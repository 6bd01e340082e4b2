"""`sharewell check`: settings, database roles and, with --deploy, the deployment.

Exit: 0 nothing found, 1 something to put right, 2 the check could not be made.
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import Error

from sharewell.cli.django import start
from sharewell.core.calendar import LONDON

FINE, FAULTS, CANNOT_RUN = 0, 1, 2
# RFC 9116, section 2.5.5, recommends less than a year.
LONGEST_PROMISE = timedelta(days=366)


def run(arguments: list[str]) -> int:
    """The command: each thing to put right on a line of its own."""
    parser = argparse.ArgumentParser("sharewell check", description=__doc__)
    parser.add_argument("--deploy", action="store_true", help="as for real use")
    given = parser.parse_args(arguments)
    start()
    from sharewell.access.posture import faults

    try:
        found = [*_django(deploy=given.deploy), *faults()]
        if given.deploy:
            found += _deployment()
    except Error as fault:
        first_line = str(fault).strip().partition("\n")[0]
        print(f"sharewell check: no database: {first_line}", file=sys.stderr)
        return CANNOT_RUN
    for line in found:
        print(f"- {line}")
    count = len(found)
    print(f"{count} to put right." if count else "Nothing to put right.")
    return FAULTS if found else FINE


def _django(*, deploy: bool) -> Iterator[str]:
    from django.core import checks

    for message in checks.run_checks(include_deployment_checks=deploy):
        if message.is_serious(checks.WARNING) and not message.is_silenced():
            hint = f" {message.hint}" if message.hint else ""
            yield f"{message.id}: {message.msg}{hint}"


def _security_contact() -> Iterator[str]:
    from django.conf import settings

    today, until = datetime.now(tz=LONDON).date(), settings.SECURITY_CONTACT_UNTIL
    if not settings.SECURITY_CONTACT or until is None:
        yield (
            "SECURITY_CONTACT and SECURITY_CONTACT_UNTIL are not set: who finds a "
            "weakness does not know whom to tell."
        )
    elif not timedelta(0) < until - today <= LONGEST_PROMISE:
        yield (
            f"SECURITY_CONTACT_UNTIL={until}: it must lie ahead, at most a year. See "
            "whether the address is still read, then move it on."
        )


def _deployment() -> Iterator[str]:
    from django.conf import settings

    from sharewell.access.posture import is_private_server

    if settings.DEMO:
        yield "DEMO=1 is set: it is for made-up data only."
    if is_private_server():
        yield (
            "The database is the private server of script/postgres, meant for demo and "
            "tests. Use a PostgreSQL of your own, with backups."
        )
    yield from _security_contact()
    if "owner" in settings.DATABASES:
        yield "OWNER_DATABASE_URL is set here: only migrations may have it."
