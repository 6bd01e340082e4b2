"""The demo's sign-ins as a person reads them, with the codes of this moment."""

from datetime import datetime

from sharewell.accounts.provision import PERIOD_SECONDS, current_code
from sharewell.demo.roster import Roster, SignIn


def table(roster: Roster, at: datetime) -> str:
    """A line for each person, by agency; codes change every half minute."""
    lines: list[str] = []
    agency = ""
    for one in roster.sign_ins:
        if one.agency != agency:
            agency = one.agency
            lines += ["", agency]
        lines.append(_line(one, at))
    lines += ["", code_lasts(at)]
    return "\n".join(lines)


def code_lasts(at: datetime) -> str:
    """How long the codes of this moment still hold, as a sentence."""
    left = PERIOD_SECONDS - int(at.timestamp()) % PERIOD_SECONDS
    return (
        f"Codes hold for another {left} seconds. A fresh one: sharewell demo code EMAIL"
    )


def _line(one: SignIn, at: datetime) -> str:
    code = current_code(one.totp_secret, at)
    return f"  {one.email:<42} {code}  {one.name}, {one.post} ({one.role_words})"
