"""One spelling only: what decodes to the same bytes is not the same text."""

from base64 import b64decode
from string import ascii_letters, digits

import pytest

from sharewell.core.ledger.strict_text import MalformedNote, read_base64, write_base64


@pytest.mark.parametrize("size", [1, 2, 32, 68])
def test_of_all_last_letters_one_is_read(size: int) -> None:
    data = bytes(range(size))
    text = write_base64(data)
    body, pad = text.rstrip("="), "=" * text.count("=")
    spelled = [f"{body[:-1]}{one}{pad}" for one in f"{ascii_letters}{digits}+/"]
    alike = [one for one in spelled if b64decode(one) == data]
    assert len(alike) in {4, 16}
    assert read_base64(text, "It") == data
    for one in alike:
        if one != text:
            with pytest.raises(MalformedNote, match="spare bits"):
                read_base64(one, "It")
