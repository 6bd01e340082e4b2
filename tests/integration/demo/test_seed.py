"""Seeding on real PostgreSQL: done twice or in two goes, it is done once."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.db.models import Model

from sharewell.access.context import context
from sharewell.accounts.models import User
from sharewell.agencies.models import Agency, Inbox, Practitioner
from sharewell.agencies.queries import open_inboxes
from sharewell.agencies.vocabulary import InboxKind
from sharewell.children.models import ChildDetail, ChildRecord
from sharewell.children.queries import find_candidates
from sharewell.core.matching.grade import MatchGrade, Person
from sharewell.core.policy.model import Actor, Purpose
from sharewell.decisions.models import Concern, ConcernEntry, SharingDecision
from sharewell.demo import seed as seeding
from sharewell.demo.errors import DemoError
from sharewell.demo.load import load_plan
from sharewell.demo.roster import Roster
from sharewell.demo.seed import begun, seed
from sharewell.demo.stage import Step
from sharewell.exchange.models import Disclosure, DisclosureItem, DisclosureStep
from sharewell.keys.sealing import open_texts

AT = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
# What rule 5 of section 2 of the design names.
LEADS_THERE = {
    "address",
    "gp_surgery",
    "next_appointment",
    "nursery",
    "postcode",
    "school",
    "team",
}
PASSWORD = "known-to-the-tests-only"
COUNTED: tuple[type[Model], ...] = (
    ChildRecord,
    ChildDetail,
    Concern,
    ConcernEntry,
    SharingDecision,
    Disclosure,
    DisclosureItem,
    DisclosureStep,
)


@pytest.fixture
def make(database: None, settings: LazySettings) -> Callable[..., Roster]:
    """Seeding with a quick hasher: thirty slow ones prove nothing more."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

    def run(at: datetime = AT, number: int = 1) -> Roster:
        return seed(at=at, seed=number, password=PASSWORD)

    return run


def in_each_agency() -> dict[str, UUID]:
    return {agency.name: agency.id for agency in Agency.objects.all()}


def counts() -> Counter[str]:
    """Rows by agency that holds them, and those of the directory."""
    found = Counter({"agencies": Agency.objects.count(), "users": User.objects.count()})
    for name, agency in in_each_agency().items():
        with context(Actor.system(agency), Purpose.SAFEGUARD):
            for model in COUNTED:
                mine = model._default_manager.filter(agency_id=agency)
                found[f"{name}: {model.__name__}"] = mine.count()
    return found


# The demo starts, and so seeds, in script/test as well; twice takes its time.
@pytest.mark.slow
def test_what_is_there_and_that_seeding_again_adds_nothing(
    make: Callable[..., Roster],
) -> None:
    roster = make()
    before = counts()
    _every_agency_can_receive()
    _hidden_children_have_locating_details_marked()
    _the_twins_stay_apart()
    _nothing_that_locates_the_hidden_reached_the_front_door()
    _some_of_everything_waits()
    _a_contact_is_owed_and_a_release_proposed()
    assert make(AT + timedelta(days=3)) == roster
    with pytest.raises(DemoError, match="another seed than 2"):
        make(number=2)
    assert counts() == before
    assert before["agencies"] == 10
    assert before["users"] == len(roster.sign_ins) == 37
    assert begun() == AT


@pytest.mark.slow  # with `make test-all`
def test_an_interrupted_seeding_goes_on_where_it_stopped(
    make: Callable[..., Roster], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_order = seeding._in_order

    def until_the_power_goes(*given: object) -> list[Step]:
        steps = in_order(*given)  # type: ignore[arg-type]
        return [*steps[: len(steps) * 2 // 3], Step(AT, _power_goes)]

    monkeypatch.setattr(seeding, "_in_order", until_the_power_goes)
    with pytest.raises(KeyboardInterrupt):
        make()
    partly = counts()
    monkeypatch.undo()
    make(AT + timedelta(hours=1))
    whole = counts()
    assert partly != whole
    make(AT + timedelta(hours=2))
    assert counts() == whole
    assert sum(n for name, n in whole.items() if name.endswith(": Concern")) == len(
        load_plan().concerns
    )


def _power_goes(at: datetime) -> None:
    raise KeyboardInterrupt


def _every_agency_can_receive() -> None:
    receiving = {InboxKind.AGENCY, InboxKind.POLICE, InboxKind.FRONT_DOOR}
    assert {entry.agency_id for entry in open_inboxes(receiving)} == set(
        in_each_agency().values()
    )
    phones = [*Inbox.objects.values_list("phone", "out_of_hours_phone")]
    assert all(p.startswith("01632 960") for pair in phones for p in pair)
    assert all(i.email.endswith(".example") for i in Inbox.objects.all())
    with context(Actor.system(), Purpose.SIGN_IN):
        assert Practitioner.objects.count() == 37
        for person in Practitioner.objects.all():
            assert person.call_back_phone.startswith("07700 900")


def _hidden_children_have_locating_details_marked() -> None:
    kinds = Counter[str]()
    for agency in in_each_agency().values():
        with context(Actor.system(agency), Purpose.SAFEGUARD):
            for detail in ChildDetail.objects.filter(child__concealments__isnull=False):
                assert detail.locates == (detail.kind in LEADS_THERE), detail.kind
                kinds[detail.kind] += detail.locates
    assert set(+kinds) == LEADS_THERE


def _the_twins_stay_apart() -> None:
    health = in_each_agency()["Muddlewater Health Trust"]
    service = Actor.system(health)
    with context(service, Purpose.SAFEGUARD):
        amira = ChildRecord.objects.get(
            names__given_name="Amira", names__family_name="Lanternfield"
        )
        born = amira.names.get().born_on
        sought = Person("Amira", "Lanternfield", born)
        [found] = find_candidates(service, sought)
        twins = ChildRecord.objects.filter(
            names__family_name="Lanternfield", names__born_on=born
        )
        assert twins.count() == 2
    assert found.child.id == amira.id
    assert found.match.grade in set(MatchGrade)


def _nothing_that_locates_the_hidden_reached_the_front_door() -> None:
    agencies = in_each_agency()
    with context(Actor.system(agencies["Wobbly Gate School"]), Purpose.SAFEGUARD):
        hidden = ChildRecord.objects.get(names__given_name="Elowen")
        sent = {
            row.id
            for row in Disclosure.objects.all()
            if Concern.objects.filter(id=row.concern_id, matches__child=hidden).exists()
        }
    assert sent
    council = agencies["Muddleshire Children's Services"]
    with context(Actor.system(council), Purpose.SAFEGUARD):
        items = DisclosureItem.objects.filter(disclosure_id__in=sent)
        texts = open_texts(
            items.exclude(kind="referrer").values_list("text_id", flat=True),
            reader=council,
        )
    together = "\n".join(texts.values()).lower()
    assert "captain socks" in together
    for word in ("kettle quay", "zm6", "lodge 5", "wobbly gate", "tadpoles"):
        assert word not in together


def _some_of_everything_waits() -> None:
    outcomes, steps, undecided = Counter[str](), Counter[str](), 0
    for agency in in_each_agency().values():
        with context(Actor.system(agency), Purpose.SAFEGUARD):
            mine = SharingDecision.objects.filter(agency_id=agency)
            outcomes.update(mine.values_list("outcome", flat=True))
            undecided += Concern.objects.filter(decisions__isnull=True).count()
            sent = Disclosure.objects.filter(agency_id=agency)
            steps.update(len({step.kind for step in row.steps.all()}) for row in sent)
    assert set(outcomes) == {"share", "share_in_part", "do_not_share", "seek_advice"}
    assert undecided >= 3
    assert len(steps) >= 4


def _a_contact_is_owed_and_a_release_proposed() -> None:
    from sharewell.access import proposals
    from sharewell.access.proposals import ProposalKind
    from sharewell.decisions.tasks import open_tasks
    from sharewell.exchange.models import ContactOwed

    waits = {}
    for name, agency in in_each_agency().items():
        with context(Actor.system(agency), Purpose.RUN_THE_SERVICE):
            owed = ContactOwed.objects.filter(agency_id=agency)
            clock = open_tasks().filter(agency_id=agency, kind="contact_asker")
            waits[name] = (owed.count(), clock.count())
            released = [
                one
                for one in proposals.waiting(agency)
                if one.kind is ProposalKind.RELEASE
            ]
            if released:
                waits[f"{name} releases"] = (len(released), 0)
    assert Counter(waits.values())[1, 1] == 2
    assert Counter(waits.values())[1, 0] == 1
