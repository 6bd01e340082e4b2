"""Makes the directory of the demo: agencies, inboxes, people and their logins."""

from datetime import timedelta
from uuid import UUID

from sharewell.accounts.models import User
from sharewell.accounts.provision import create_login
from sharewell.agencies.actions import (
    appoint,
    found_agency,
    open_inbox,
    register_practitioner,
)
from sharewell.agencies.actors import hats
from sharewell.demo.numbers import landline, mobile, totp_secret
from sharewell.demo.plan import AgencyPlan, PersonPlan
from sharewell.demo.roster import email_of
from sharewell.demo.stage import Stage

FOUNDED = timedelta(days=730)
APPOINTED = timedelta(days=400)
AREA = "Muddleshire"


def found_all(stage: Stage) -> None:
    """Every agency with its inboxes; each inbox has two numbers of its own."""
    index = 0
    for agency in stage.plan.agencies:
        _found(stage, agency)
        for inbox in agency.inboxes:
            made = open_inbox(
                by=stage.service(agency.key),
                at=stage.now - FOUNDED,
                key=stage.key("inbox", agency.key, inbox.kind),
                kind=inbox.kind,
                name=inbox.name,
                email=f"{inbox.kind.replace('_', '-')}@{agency.domain}",
                phone=landline(stage.seed, index),
                out_of_hours_phone=landline(stage.seed, index + 1),
            )
            stage.inboxes[f"{agency.key}.{inbox.kind}"] = UUID(made)
            index += 2


def appoint_all(stage: Stage, password: str) -> None:
    """Every person with a login, a call-back number and her roles."""
    for index, person in enumerate(stage.plan.people):
        user = _user(stage, person, password)
        practitioner = UUID(
            register_practitioner(
                by=stage.service(person.agency),
                at=stage.now - APPOINTED,
                key=stage.key("register", person.key),
                user_id=user.id,
                name=person.name,
                call_back_phone=mobile(stage.seed, index),
            )
        )
        _appoint(stage, person, practitioner)
        for hat in hats(user.id, stage.now):
            stage.actors[person.key, _key_of(stage, hat.actor.agency)] = hat.actor


def _found(stage: Stage, agency: AgencyPlan) -> None:
    found_agency(
        by=stage.service(agency.key),
        at=stage.now - FOUNDED,
        key=stage.key("found", agency.key),
        name=agency.name,
        kind=agency.kind,
        area=AREA,
    )


def _user(stage: Stage, person: PersonPlan, password: str) -> User:
    email = email_of(stage.plan, person)
    found: User | None = User.objects.filter(email=email).first()
    return found or create_login(email, password, totp_secret(stage.seed, email))


def _appoint(stage: Stage, person: PersonPlan, practitioner: UUID) -> None:
    for place in filter(None, (person.agency, person.pooled_at)):
        for role in person.roles:
            appoint(
                by=stage.service(place),
                at=stage.now - APPOINTED,
                key=stage.key("appoint", person.key, place, role),
                practitioner_id=practitioner,
                role=role,
                team=person.team,
                is_pooled=place == person.pooled_at,
            )


def _key_of(stage: Stage, agency: UUID | None) -> str:
    return next(a.key for a in stage.plan.agencies if stage.agency_id(a.key) == agency)
