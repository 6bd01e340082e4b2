"""What the reader of invariants refuses: whatever could silently ask nothing."""

import pytest

from sharewell.core.procedure.provision import RulebookError
from sharewell.core.procedure.read_invariants import parse_invariants
from sharewell.core.procedure.sources import parse_sources
from tests.made_up_rules import SOURCE

HEAD = {"id": "I1", "rule": "rule 1", "says": "So.", "because": ["MADE-UP s1"]}
RANKS = [
    ["do_not_share", "redirect_asker"],
    ["seek_advice", "ask_originator", "verify_then_share", "seek_agreement_first"],
    ["share_now", "share_with_agreement", "share_part"],
]
LADDER = {**HEAD, "fact": "level", "order": ["low", "high"],
          "table": "determination", "ranks": RANKS}  # fmt: skip
SETTLED = {**HEAD, "table": "determination", "outcomes": "do_not_share",
           "open": "unknown", "stays": "do_not_share"}  # fmt: skip
NEVER = {**HEAD, "never": {"level": "high"}}
CARRIES = {**HEAD, "table": "steps", "then": "act", "detail": "hours"}
FAULTS = {
    "unknown kind": ({"invariants": [NEVER]}, "invariants"),
    "unknown key": ({"invariant": [{**NEVER, "unles": []}]}, "unles"),
    "no rule": ({"invariant": [{**NEVER, "rule": ""}]}, "rule"),
    "another rule": ({"invariant": [{**NEVER, "rule": "I think"}]}, "clause"),
    "no because": ({"invariant": [{**NEVER, "because": []}]}, "because"),
    "unknown section": ({"invariant": [{**NEVER, "because": ["MADE-UP s9"]}]}, "s9"),
    "no words": ({"invariant": [{**NEVER, "says": ""}]}, "says"),
    "no cells": ({"invariant": [HEAD]}, "never"),
    "every case": ({"invariant": [{**HEAD, "never": {}}]}, "every case"),
    "given twice": ({"invariant": [NEVER, NEVER]}, "twice"),
    "empty exception": ({"invariant": [{**NEVER, "unless": [{}]}]}, "unless"),
    "person as text": ({"invariant": [{**NEVER, "of_person": "yes"}]}, "of_person"),
    "no such table": ({"carries": [{**CARRIES, "table": "stops"}]}, "stops"),
    "no such detail": ({"carries": [{**CARRIES, "detail": "minutes"}]}, "minutes"),
    "unranked": ({"ladder": [{**LADDER, "ranks": RANKS[1:]}]}, "every outcome"),
    "one value": ({"ladder": [{**LADDER, "order": ["low"]}]}, "two or more"),
    "not neighbours": (
        {"ladder": [LADDER],
         "listed": [{"ladder": "I1", "pair": ["high", "low"], "says": "So."}]},
        "neighbours",
    ),
    "no such ladder": (
        {"listed": [{"ladder": "I1", "pair": ["low", "high"], "says": "So."}]},
        "ladder",
    ),
    "no such outcome": ({"settled": [{**SETTLED, "stays": "share"}]}, "'share'"),
    "apart unsaid": ({"settled": [{**SETTLED, "apart": {"level": ""}}]}, "reason"),
    "layer's collect": (
        {"unused": [{"table": "steps", "outcome": "act", "says": "So."}]}, "steps",
    ),
    "term without says": ({"term": {"t": {"any": [{"level": "low"}]}}}, "says"),
    "term of two kinds": (
        {"term": {"t": {"any": [{"a": "b"}], "of_person": [{"a": "b"}],
                        "says": "So."}}},
        "one of",
    ),
}  # fmt: skip


def parse(file):
    return parse_invariants([file], parse_sources([SOURCE]))


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_invariant_is_refused(name):
    file, says = FAULTS[name]
    with pytest.raises(RulebookError, match=says):
        parse(file)


def test_sound_ones_are_read():
    parse({"ladder": [LADDER], "term": {}})
    read = parse({"invariant": [NEVER], "carries": [{**CARRIES, "id": "C1"}]})
    assert read.invariants[0].head.rule == "rule 1"
    assert read.carries[0].details == ("hours",)
