"""The plan of the demo: obviously invented, as large as promised, and sound advice."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from sharewell.agencies.vocabulary import AgencyKind, InboxKind
from sharewell.core.identifiers import parse_nhs_number
from sharewell.core.policy.model import Role
from sharewell.core.procedure.evaluate import evaluate
from sharewell.core.procedure.facts import parse_facts
from sharewell.decisions.deciding import follows
from sharewell.decisions.vocabulary import Outcome
from sharewell.demo.answers import facts_of
from sharewell.demo.load import load_plan
from sharewell.demo.numbers import landline, mobile, nhs_number, totp_secret
from sharewell.demo.plan import ConcernPlan
from sharewell.demo.roster import roster
from sharewell.rulebooks.load import edition

AT = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
PLAN = load_plan()
CHILDREN = [child for family in PLAN.families for child in family.children]
RECORDS = [record for child in CHILDREN for record in child.records]
DECIDED = [concern for concern in PLAN.concerns if concern.decision]
# Ofcom, "Telephone numbers for use in TV and radio drama programmes".
DRAMA = re.compile(r"(01632 960|07700 900)[0-9]{3}")


def test_ten_agencies_with_their_people_and_a_dozen_families() -> None:
    assert len(PLAN.agencies) == 10
    assert {a.kind for a in PLAN.agencies} == set(AgencyKind) - {AgencyKind.PARTNERSHIP}
    assert len(PLAN.people) == 37
    assert len(PLAN.families) >= 12


def test_people_have_names_and_keys_of_their_own() -> None:
    assert len({person.name for person in PLAN.people}) == 37
    assert len({person.key for person in PLAN.people}) == 37


def test_every_address_ends_in_example() -> None:
    assert all(a.domain.endswith(".example") for a in PLAN.agencies)
    assert all(s.email.endswith(".example") for s in roster(PLAN, 1).sign_ins)


@pytest.mark.parametrize("seed", [1, 2, 987_654])
def test_telephone_numbers_are_kept_for_drama_and_differ(seed: int) -> None:
    for make in (landline, mobile):
        made = [make(seed, index) for index in range(1000)]
        assert all(DRAMA.fullmatch(number) for number in made)
        assert len(set(made)) == 1000


@pytest.mark.parametrize("seed", [1, 2])
def test_nhs_numbers_come_from_the_range_for_tests_and_differ(seed: int) -> None:
    made = [nhs_number(seed, child.key) for child in CHILDREN]
    assert all(parse_nhs_number(number) == number for number in made)
    assert all(number.startswith("999") for number in made)
    assert len(set(made)) == len(CHILDREN)


def test_secrets_follow_from_the_seed_and_the_address() -> None:
    assert totp_secret(1, "a@b.example") == totp_secret(1, "a@b.example")
    assert totp_secret(1, "a@b.example") != totp_secret(2, "a@b.example")
    assert totp_secret(1, "a@b.example") != totp_secret(1, "c@b.example")


def test_every_agency_has_an_adviser_and_the_childminders_is_pooled() -> None:
    for agency in PLAN.agencies:
        assert any(inbox.kind is InboxKind.ADVISER for inbox in agency.inboxes)
        assert PLAN.adviser_of(agency.key)
    assert PLAN.adviser_of("childminder").pooled_at == "childminder"
    assert PLAN.adviser_of("childminder").agency != "childminder"


def test_somebody_works_at_every_front_desk() -> None:
    desks = {p.agency for p in PLAN.people if Role.FRONT_DOOR_WORKER in p.roles}
    assert desks == {"council", "police"}


def test_twins_have_one_birthday_and_two_given_names() -> None:
    family = next(f for f in PLAN.families if f.name == "Lanternfield")
    born = {record.born for child in family.children for record in child.records}
    given = {record.given for child in family.children for record in child.records}
    assert len(born) == 1
    assert len(given) == 2


def test_the_moved_family_is_under_two_names() -> None:
    family = next(f for f in PLAN.families if f.name == "Marrowgate")
    names = {record.family for record in family.children[0].records}
    assert names == {"Marrowgate", "Pottlesworth"}


def test_whoever_is_hidden_anywhere_is_hidden_everywhere() -> None:
    hidden = [c for c in CHILDREN if any(r.hidden for r in c.records)]
    assert len(hidden) == 2
    assert all(record.hidden for child in hidden for record in child.records)


@pytest.mark.parametrize("concern", DECIDED, ids=lambda concern: concern.key)
def test_a_decision_has_whole_facts_and_follows_the_procedure(
    concern: ConcernPlan,
) -> None:
    assert concern.decision
    kind = PLAN.agency(concern.agency).kind
    rules = edition(AT.date())
    facts = parse_facts(facts_of(concern.decision, kind, AT), rules.vocabulary)
    advice = evaluate(facts, edition=rules)
    assert advice.complete
    assert follows(advice.to_json(), Outcome(concern.decision.outcome))


@pytest.mark.parametrize("hour", [0, 9, 23])
@pytest.mark.parametrize("day", range(7))
def test_nothing_happens_after_the_seeding(day: int, hour: int) -> None:
    now = AT.replace(hour=hour) + timedelta(days=day)
    for concern in PLAN.concerns:
        receipt = concern.receipt
        last = max(
            concern.decision.hours if concern.decision else 0,
            concern.send.hours if concern.send else 0,
            *((entry["hours"] for entry in concern.added) if concern.added else (0,)),
            *(
                hours or 0
                for hours in (
                    receipt and receipt.opened,
                    receipt and receipt.acknowledged,
                    receipt and receipt.adds_after,
                    receipt and receipt.closed,
                )
            ),
        )
        assert concern.starts(now) + timedelta(hours=last, minutes=20) <= now, concern
