"""The policy answers every request file, and every part of the policy is needed."""

from dataclasses import replace

import pytest

from sharewell.core.policy.action import Action
from sharewell.core.policy.forbids import FORBIDS
from sharewell.core.policy.groups import NEVER_BLOCKED
from sharewell.core.policy.model import Relation
from sharewell.core.policy.permits import PERMITS
from tests.policy.mutants import Mutant, mutants
from tests.policy.request_files import Request, files, requests

REQUESTS = requests()


@pytest.mark.parametrize("request_", REQUESTS, ids=str)
def test_the_policy_answers_as_the_file_says(request_: Request) -> None:
    assert request_.is_answered_as_expected()


def test_there_are_two_refusals_for_each_permission() -> None:
    assert len(files("DENY")) >= 2 * len(files("PERMIT"))


def test_every_file_is_named_once_and_says_what_it_is_about() -> None:
    names = [file.name for verdict in ("PERMIT", "DENY") for file in files(verdict)]
    assert len(names) == len(set(names))
    assert all(
        "what = " in file.read_text() for file in files("PERMIT") + files("DENY")
    )


def test_every_action_is_asked_about_both_ways() -> None:
    permitted = {r.action for r in REQUESTS if r.expected.permit}
    refused = {r.action for r in REQUESTS if not r.expected.permit}
    assert permitted == refused == set(Action)


def test_every_rule_settles_some_request() -> None:
    named = {reason for r in REQUESTS for reason in r.expected.reasons}
    assert {r.__name__ for r in PERMITS + FORBIDS} <= named


def test_a_conflict_closes_what_was_permitted() -> None:
    for one in REQUESTS:
        if one.expected.permit and one.action not in NEVER_BLOCKED:
            relations = one.resource.relations | {Relation.IN_CONFLICT}
            barred = replace(one, resource=replace(one.resource, relations=relations))
            assert not barred.asked().permit, str(one)


@pytest.mark.parametrize("mutant", list(mutants()), ids=lambda one: one.name)
def test_a_faulty_policy_is_noticed(
    mutant: Mutant, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = mutant.rules()
    monkeypatch.setattr("sharewell.core.policy.decide.PERMITS", without[0])
    monkeypatch.setattr("sharewell.core.policy.decide.FORBIDS", without[1])
    assert not all(request.is_answered_as_expected() for request in REQUESTS)
