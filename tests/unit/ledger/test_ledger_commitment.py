"""A commitment has one value for each salt and content, and says no to doubt."""

from datetime import UTC, date, datetime
from enum import StrEnum
from uuid import UUID

import pytest

from sharewell.core.ledger.commitment import CannotCommit, canonical_json, commit

SALT = b"0123456789abcdef"


class Level(StrEnum):
    UNSURE = "unsure"


def test_order_of_keys_and_kind_of_sequence_do_not_matter() -> None:
    assert commit(SALT, {"a": (1, 2), "b": "x"}) == commit(
        SALT, {"b": "x", "a": [1, 2]}
    )


def test_dates_times_ids_and_enum_members_are_written_by_rule() -> None:
    content = {
        "day": date(2026, 3, 1),
        "time": datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
        "id": UUID(int=10),
        "level": Level.UNSURE,
    }
    assert canonical_json(content) == (
        b'{"day":"2026-03-01","id":"00000000-0000-0000-0000-00000000000a",'
        b'"level":"unsure","time":"2026-03-01T09:30:00.000000Z"}'
    )


def test_text_is_never_normalised() -> None:
    assert commit(SALT, {"a": "é"}) != commit(SALT, {"a": "e\u0301"})


def test_keys_are_in_code_point_order() -> None:
    assert canonical_json({"\U0001f600": 1, "\uffff": 2}).startswith(b'{"\xef\xbf\xbf')


@pytest.mark.parametrize(
    ("salt", "content"),
    [
        (SALT, {"a": 2}),
        (SALT, {"a": "1"}),
        (SALT, {"a": True}),
        (SALT, {"a": None}),
        (SALT, {"a": [1]}),
        (SALT, {"a ": 1}),
        (SALT, {}),
        (SALT + b"\0", {"a": 1}),
        (b"0123456789abcdeg", {"a": 1}),
    ],
)
def test_anything_else_has_another_commitment(
    salt: bytes, content: dict[str, object]
) -> None:
    assert commit(salt, content) != commit(SALT, {"a": 1})


def test_salt_cannot_run_into_the_content() -> None:
    # The same bytes in a row, cut elsewhere: only the lengths tell these two apart.
    first = commit(SALT, {"a": 1})
    longer = SALT + len(b'{"a":1}').to_bytes(8, "big") + b'{"a":1}'
    assert commit(longer, {}) != first


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        b"bytes",
        {1, 2},
        object(),
        datetime(2026, 3, 1, tzinfo=UTC).replace(tzinfo=None),
        "\ud800",
        {1: "key"},
        {None: "key"},
        [[{"deep": 0.5}]],
        1 << 63,
        -(1 << 63),
    ],
)
def test_content_without_one_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(CannotCommit):
        commit(SALT, {"a": value})


def test_refusal_names_the_place() -> None:
    with pytest.raises(CannotCommit, match=r"content\.items\[1\]\.share is a float"):
        commit(SALT, {"items": [{}, {"share": 0.5}]})


@pytest.mark.parametrize("salt", [b"", b"0123456789abcde", "0123456789abcdef"])
def test_short_salt_is_refused(salt: bytes) -> None:
    with pytest.raises(CannotCommit, match="salt"):
        commit(salt, {"a": 1})
