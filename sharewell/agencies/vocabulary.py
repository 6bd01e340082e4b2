"""The kinds of agency and of inbox."""

from enum import StrEnum

from sharewell.core.policy.model import Role


class AgencyKind(StrEnum):
    """What sort of organisation: the rulebook's words for the holder of information."""

    CHILDRENS_SERVICES = "childrens_services"
    SCHOOL = "school"
    HEALTH = "health"
    POLICE = "police"
    PROBATION = "probation"
    HOUSING = "housing"
    CHARITY = "charity"
    CHILDMINDER = "childminder"
    PARTNERSHIP = "partnership"
    SEXUAL_HEALTH = "sexual_health"
    REFUGE = "refuge"


# Services that nobody is to know somebody uses, not even that they hold something.
SENSITIVE_KINDS = frozenset({AgencyKind.SEXUAL_HEALTH, AgencyKind.REFUGE})


# Opens sealed or sensitive records, or lets others be appointed who may: nobody is
# appointed to these by one person alone.
BY_TWO = frozenset(
    {
        Role.LEAD_INFORMATION_OFFICER,
        Role.DEPUTY_LEAD_INFORMATION_OFFICER,
        Role.DATA_PROTECTION_OFFICER,
        Role.CALDICOTT_GUARDIAN,
        Role.ADMINISTRATOR,
    }
)


class InboxKind(StrEnum):
    """The role that an inbox stands for."""

    ADVISER = "adviser"
    FRONT_DOOR = "front_door"
    POLICE = "police"
    LEAD_INFORMATION_OFFICER = "lead_officer"
    CALDICOTT_GUARDIAN = "guardian"
    AGENCY = "agency"
