"""`sharewell demo`: the made-up partnership and its sign-ins. Only where DEMO=1."""

import argparse
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from sharewell.cli.django import start
from sharewell.core.errors import SharewellError
from sharewell.demo.errors import DemoError
from sharewell.demo.load import load_plan
from sharewell.demo.roster import roster


def run(arguments: list[str]) -> int:
    """Exit code 0 done, 1 not done, 2 wrongly asked or not a demo."""
    given = _parser().parse_args(arguments)
    start()
    from django.conf import settings

    if not settings.DEMO:
        print(
            "sharewell demo: this is not a demo: its sign-ins are known to all. Set "
            "DEMO=1 in the environment of a machine that holds no real record.",
            file=sys.stderr,
        )
        return 2
    try:
        return int(given.carry_out(given))
    except SharewellError as fault:
        print(f"sharewell demo: {fault}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sharewell demo", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add(commands, "seed", _seed, "make the partnership, or finish making it")
    _add(commands, "sign-ins", _sign_ins, "list who can sign in, with current codes")
    code = _add(commands, "code", _code, "print one person's current code")
    code.add_argument("email")
    return parser


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    carry_out: Callable[[argparse.Namespace], int],
    about: str,
) -> argparse.ArgumentParser:
    made = commands.add_parser(name, help=about, description=about)
    made.add_argument("--seed", type=int, default=1, metavar="NUMBER")
    made.set_defaults(carry_out=carry_out)
    return made


def _seed(given: argparse.Namespace) -> int:
    from sharewell.demo.seed import begun, seed

    password = os.environ.get("DEMO_PASSWORD", "")
    if not password:
        raise DemoError(
            "DEMO_PASSWORD is not set. Set it in the environment to the password that "
            "everybody in the demo is to have; script/demo draws one."
        )
    earlier = begun(given.seed)
    made = seed(at=datetime.now(UTC), seed=given.seed, password=password)
    if earlier:
        print(
            f"The demo partnership of {earlier:%-d %B %Y, %H:%M} UTC is here already. "
            "Whatever was missing has been added; nothing else was changed."
        )
    else:
        print(
            f"The demo partnership is ready: {len(made.sign_ins)} people can sign in."
        )
    return 0


def _sign_ins(given: argparse.Namespace) -> int:
    from sharewell.demo.sign_ins import table

    print(table(roster(load_plan(), given.seed), datetime.now(UTC)))
    return 0


def _code(given: argparse.Namespace) -> int:
    from sharewell.accounts.provision import current_code
    from sharewell.demo.sign_ins import code_lasts

    found = roster(load_plan(), given.seed).of(given.email)
    if found is None:
        print(
            f"sharewell demo: nobody signs in as {given.email!r}. The addresses are "
            "listed by: sharewell demo sign-ins",
            file=sys.stderr,
        )
        return 1
    at = datetime.now(UTC)
    print(current_code(found.totp_secret, at))
    print(code_lasts(at), file=sys.stderr)
    return 0
