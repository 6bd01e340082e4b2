"""Whether an ID token is accepted by a process with the clock that it has.

Reads {"token", "keys"} as JSON; prints `accepted`, or `refused:` and why.
"""

import json
import sys
from datetime import UTC, datetime
from uuid import UUID

from sharewell.accounts.id_token import UnsafeToken, verified
from sharewell.accounts.providers import Provider

ISSUER, CLIENT, NONCE = "https://provider.example", "sharewell", "nonce"


def main() -> None:
    given = json.load(sys.stdin)
    provider = Provider("p", UUID(int=1), "P", ISSUER, CLIENT, "secret", ("two",))
    try:
        verified(given["token"], given["keys"], provider, NONCE, datetime.now(UTC))
    except UnsafeToken as fault:
        print(f"refused: {fault}")  # noqa: T201
    else:
        print("accepted")  # noqa: T201


if __name__ == "__main__":
    import django

    django.setup()
    main()
