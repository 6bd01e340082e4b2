"""An edition survives being written as JSON; an altered one is noticed."""

import json
from datetime import date

import pytest

from sharewell.core.procedure.canonical import from_snapshot, snapshot
from sharewell.core.procedure.evaluate import evaluate
from sharewell.core.procedure.provision import RulebookError
from sharewell.rulebooks import load
from tests.unit.procedure.made_up import edition, every_case


def written(rules):
    return json.loads(json.dumps(snapshot(rules)))


def test_what_comes_back_is_the_same_edition():
    rules = edition()
    again = from_snapshot(written(rules))
    assert again.hash == rules.hash
    assert again.provisions == rules.provisions
    assert again.terms == rules.terms
    assert again.vocabulary == rules.vocabulary
    assert again.sources == rules.sources


def test_it_advises_as_the_edition_did():
    rules = edition()
    again = from_snapshot(written(rules))
    for facts in every_case(rules, 1):
        assert evaluate(facts, edition=again) == evaluate(facts, edition=rules)


def test_the_shipped_edition_comes_back_too():
    rules = load.edition(date(2026, 11, 20))
    again = from_snapshot(written(rules))
    assert again == rules


ALTERED = {
    "another outcome": lambda raw: raw["rows"][2].update(then="do_not_share"),
    "a cell": lambda raw: raw["rows"][2]["when"].clear(),
    "a label": lambda raw: raw["vocabulary"]["facts"][0]["choices"][0].update(label=""),
    "a row less": lambda raw: raw["rows"].pop(),
    "a key less": lambda raw: raw.pop("terms"),
    "a stranger's key": lambda raw: raw["rows"][0].update(wehn={}),
}


@pytest.mark.parametrize("name", ALTERED)
def test_an_altered_snapshot_is_refused(name):
    raw = written(edition())
    ALTERED[name](raw)
    with pytest.raises(RulebookError, match="Restore it"):
        from_snapshot(raw)
