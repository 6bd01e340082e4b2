"""A part of `make matrix`: the oracle knows every address; some people ask."""

import pytest

from tests.exhaustive.matrix_oracle import RELATIONS, Person

NAMED = {relation.name: relation for relation in RELATIONS}
BOTH = ("administrator", "child_protection_adviser")
SOME = (
    (("child_protection_adviser",), "kept out"),
    # With `make matrix`, as everybody else.
    pytest.param(BOTH, "a colleague", marks=pytest.mark.slow),
)


def test_every_address_has_a_row_of_the_oracle(database: None) -> None:
    from tests.exhaustive.matrix import without_a_row

    assert without_a_row() == set()


@pytest.mark.parametrize(("roles", "relation"), SOME)
def test_the_pages_answer_as_the_oracle_says(
    database: None, roles: tuple[str, ...], relation: str
) -> None:
    from tests.exhaustive.matrix import prepare, surprises

    asked, found = surprises(prepare((roles,)), Person(roles, NAMED[relation]))
    assert found == []
    assert asked > 80
