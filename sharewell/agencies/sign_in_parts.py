"""Parts of acts on how somebody signs in: at once, or once a second person agrees."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from sharewell.access.command import Act
from sharewell.access.context import context
from sharewell.access.proposals import ProposalKind, Proposed
from sharewell.accounts import identity, second_factor, set_up, sign_ins
from sharewell.accounts.logins import without_password
from sharewell.accounts.providers import provider_of
from sharewell.agencies.actions import employed
from sharewell.agencies.actors import hats
from sharewell.agencies.agreeing import could_agree
from sharewell.agencies.appointing import propose, waiting_for
from sharewell.agencies.errors import (
    LeftSince,
    NobodyAgrees,
    NotOneOfUs,
    SubjectTaken,
    WaitsAlready,
)
from sharewell.agencies.models import Practitioner
from sharewell.agencies.notify import notify_person
from sharewell.agencies.vocabulary import BY_TWO, SENSITIVE_KINDS
from sharewell.core.identifiers import reference_code
from sharewell.core.policy.model import Actor, Purpose, Role
from sharewell.outbox.templates import Template

WHAT = {
    ProposalKind.RESET_SIGN_IN: "setting up the sign-in of this person anew",
    ProposalKind.LINK_SIGN_IN: "linking your agency's sign-in to this person",
}


@dataclass(frozen=True)
class Way:
    """What is known of a person beyond the acting agency, asked before the act.

    `by_provider`: an agency of hers signs her in. `weighty`: a role of hers, in
    whichever agency, opens sealed or sensitive matters.
    """

    by_provider: bool
    weighty: bool

    def needs_two(self, by: Actor) -> bool:
        """Whether nobody alone changes how she signs in; the set-up links the first."""
        return self.weighty and not by.has(Role.SYSTEM)


def way_of(by: Actor, practitioner_id: UUID, at: datetime) -> Way:
    """Of somebody in the directory; of nobody, nothing."""
    with context(by, Purpose.ADMINISTER):
        person = Practitioner.objects.filter(id=practitioner_id).first()
    worn = () if person is None else hats(person.user_id, at)
    own = [hat.actor.agency for hat in worn if not hat.is_pooled and hat.actor.agency]
    return Way(
        by_provider=any(provider_of(one) is not None for one in own),
        weighty=any(
            hat.actor.roles & BY_TWO or hat.agency_kind in SENSITIVE_KINDS
            for hat in worn
        ),
    )


def agency(act: Act) -> UUID:
    """The acting agency: only people of one administer."""
    if act.by.agency is None:
        raise NotOneOfUs
    return act.by.agency


def send(act: Act, practitioner_id: UUID, user_id: UUID) -> None:
    """A new link, told to the person's own address; raises TooManyLinks."""
    made = set_up.make(user_id, agency(act), act.at)
    notify_person(
        practitioner_id,
        Template.SET_UP,
        by=act.by,
        reference=reference_code(secrets.token_bytes(8)),
        path=set_up.path_of(made),
        at=act.at,
    )
    act.record("set_up_link.sent", kind="practitioner", id=practitioner_id)


def begin_anew(act: Act, practitioner_id: UUID, user_id: UUID) -> None:
    """Second step and password are gone, every session ends, and a link is sent.

    The password goes too: whoever knows it alone must not be the one who sets up a new
    second step.
    """
    second_factor.forget(user_id)
    without_password(user_id)
    sign_ins.end_all(user_id, act.at)
    act.record("sign_in.reset", kind="practitioner", id=practitioner_id)
    send(act, practitioner_id, user_id)


def link(act: Act, practitioner_id: UUID, user_id: UUID, words: dict[str, str]) -> None:
    """The agency's provider speaks for the person; raises SubjectTaken."""
    try:
        with transaction.atomic():
            identity.link(
                user_id=user_id,
                agency=agency(act),
                issuer=words["issuer"],
                subject=words["subject"],
                at=act.at,
            )
    except IntegrityError:
        raise SubjectTaken from None
    act.record("sign_in.linked", kind="practitioner", id=practitioner_id)


def unlink(act: Act, practitioner_id: UUID, user_id: UUID) -> None:
    """It speaks for the person no longer, and what it opened is over."""
    identity.unlink(user_id=user_id, agency=agency(act))
    sign_ins.end_all(user_id, act.at)
    act.record("sign_in.unlinked", kind="practitioner", id=practitioner_id)


def propose_for(
    act: Act, kind: ProposalKind, person: UUID, words: dict[str, str] | None = None
) -> None:
    """Let it wait for a second person; raises WaitsAlready and NobodyAgrees."""
    if waiting_for(act, person, kind):
        raise WaitsAlready
    if not could_agree(act.by.agency, act.at, {act.by.id, person}):
        raise NobodyAgrees(WHAT[kind])
    propose(act, kind, person, words or {})


def carry_out(act: Act, proposal: Proposed) -> None:
    """A second person agreed in this act; raises LeftSince and what the part does."""
    person = proposal.subject
    try:
        user_id = employed(act, person)
    except NotOneOfUs:
        raise LeftSince from None
    if proposal.kind is ProposalKind.RESET_SIGN_IN:
        begin_anew(act, person, user_id)
    else:
        link(act, person, user_id, proposal.words)
