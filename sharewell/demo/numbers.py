"""Numbers that can belong to nobody: telephones for drama, NHS numbers for tests."""

import base64
import hmac
from hashlib import sha256

from sharewell.core.identifiers import BadIdentifier, parse_nhs_number

# Ofcom keeps these ranges free for film and radio: Telephone numbers for use in drama.
LANDLINE = "01632 960{:03d}"
MOBILE = "07700 900{:03d}"
# NHS numbers from 999 are never issued: they are kept for tests.
TEST_RANGE = "999"
SECRET_BYTES = 20
# Has no factor in common with 1000: the first thousand numbers all differ.
STRIDE = 37


def landline(seed: int, index: int) -> str:
    """The number of this index; different for each index below 1000."""
    return LANDLINE.format(_place(seed, index))


def mobile(seed: int, index: int) -> str:
    """As `landline`, in the range for mobile telephones."""
    return MOBILE.format(_place(seed, index))


def nhs_number(seed: int, child: str) -> str:
    """The child's test NHS number, the same in every agency, with its check digit."""
    for attempt in range(100):
        drawn = int.from_bytes(_digest(seed, f"nhs:{child}:{attempt}")[:8], "big")
        for check in range(10):
            number = f"{TEST_RANGE}{drawn % 1_000_000:06d}{check}"
            try:
                return parse_nhs_number(number)
            except BadIdentifier:
                continue
    raise AssertionError(
        "one draw in eleven has no check digit, not a hundred in a row"
    )


def totp_secret(seed: int, email: str) -> str:
    """The second factor's secret in base32; everybody can work it out: demo only."""
    return base64.b32encode(_digest(seed, f"totp:{email}")[:SECRET_BYTES]).decode()


def _place(seed: int, index: int) -> int:
    start = int.from_bytes(_digest(seed, "telephones")[:2], "big")
    return (start + STRIDE * index) % 1000


def _digest(seed: int, text: str) -> bytes:
    return hmac.new(f"sharewell demo {seed}".encode(), text.encode(), sha256).digest()
