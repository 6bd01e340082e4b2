"""The fixed cast of the tests: who works where, as what. Nobody here is real."""

from dataclasses import dataclass
from enum import StrEnum

from sharewell.agencies.vocabulary import AgencyKind, InboxKind
from sharewell.core.policy.model import Role


class Place(StrEnum):
    """The agencies, and the keys of `World.agencies`."""

    SCHOOL = "school"
    CHILDRENS_SERVICES = "childrens_services"
    POLICE = "police"
    HEALTH = "health"
    CHILDMINDING = "childminding"


class Who(StrEnum):
    """The people, and the keys of `World.actors`."""

    ALICE = "alice"
    LENA = "lena"
    OMAR = "omar"
    BOB = "bob"
    ADAM = "adam"
    EVE = "eve"
    CHARLIE = "charlie"
    PETRA = "petra"
    PETRA_AT_WILLOW = "petra_at_willow"
    DANA = "dana"
    FREYA = "freya"
    PERCY = "percy"
    WENDY = "wendy"


@dataclass(frozen=True)
class AgencyPersona:
    """An agency with its inboxes."""

    name: str
    kind: AgencyKind
    inboxes: tuple[InboxKind, ...]


@dataclass(frozen=True)
class Persona:
    """A person; `has_left` ended a week ago; `wears` is her hat in a second agency."""

    who: Who
    name: str
    place: Place
    roles: tuple[Role, ...]
    team: str
    has_left: bool = False
    pooled_at: Place | None = None
    wears: Who | None = None


ADVISER, AGENCY = InboxKind.ADVISER, InboxKind.AGENCY
OFFICER = InboxKind.LEAD_INFORMATION_OFFICER

AGENCIES: dict[Place, AgencyPersona] = {
    Place.SCHOOL: AgencyPersona(
        "Appletree School", AgencyKind.SCHOOL, (ADVISER, OFFICER, AGENCY)
    ),
    Place.CHILDRENS_SERVICES: AgencyPersona(
        "Children's Services",
        AgencyKind.CHILDRENS_SERVICES,
        (InboxKind.FRONT_DOOR, ADVISER, OFFICER),
    ),
    Place.POLICE: AgencyPersona(
        "Riverside Police", AgencyKind.POLICE, (InboxKind.POLICE, ADVISER)
    ),
    Place.HEALTH: AgencyPersona(
        "Hillside Health", AgencyKind.HEALTH, (ADVISER, OFFICER, AGENCY)
    ),
    Place.CHILDMINDING: AgencyPersona(
        "Willow Childminding", AgencyKind.CHILDMINDER, (ADVISER,)
    ),
}

PEOPLE: tuple[Persona, ...] = (
    Persona(Who.ALICE, "Alice Teacher", Place.SCHOOL, (Role.PRACTITIONER,), "staff"),
    Persona(
        Who.LENA, "Lena Lead", Place.SCHOOL, (Role.PRACTITIONER, Role.ADVISER), "leads"
    ),
    Persona(
        Who.OMAR,
        "Omar Officer",
        Place.SCHOOL,
        (Role.LEAD_INFORMATION_OFFICER,),
        "office",
    ),
    Persona(Who.BOB, "Bob Colleague", Place.SCHOOL, (Role.PRACTITIONER,), "kitchen"),
    Persona(Who.ADAM, "Adam Admin", Place.SCHOOL, (Role.ADMINISTRATOR,), "office"),
    Persona(
        Who.EVE,
        "Eve Gone",
        Place.SCHOOL,
        (Role.PRACTITIONER, Role.ADVISER),
        "staff",
        has_left=True,
    ),
    Persona(Who.CHARLIE, "Charlie Nurse", Place.HEALTH, (Role.PRACTITIONER,), "wards"),
    Persona(
        Who.PETRA,
        "Petra Pooled",
        Place.HEALTH,
        (Role.PRACTITIONER, Role.ADVISER),
        "advisers",
        pooled_at=Place.CHILDMINDING,
        wears=Who.PETRA_AT_WILLOW,
    ),
    Persona(
        Who.DANA,
        "Dana Duty",
        Place.CHILDRENS_SERVICES,
        (Role.FRONT_DOOR_WORKER,),
        "front door",
    ),
    Persona(
        Who.FREYA,
        "Freya Adviser",
        Place.CHILDRENS_SERVICES,
        (Role.PRACTITIONER, Role.ADVISER),
        "advisers",
    ),
    Persona(
        Who.PERCY, "Percy Police", Place.POLICE, (Role.FRONT_DOOR_WORKER,), "protection"
    ),
    Persona(
        Who.WENDY, "Wendy Minder", Place.CHILDMINDING, (Role.PRACTITIONER,), "minders"
    ),
)
