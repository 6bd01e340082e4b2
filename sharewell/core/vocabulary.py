"""Words that more than one package uses."""

from enum import StrEnum


class AgencyType(StrEnum):
    """What kind of body holds the information; the fact `holder` has these values."""

    CHILDRENS_SERVICES = "childrens_services"
    SCHOOL = "school"
    NURSERY_OR_CHILDMINDER = "nursery_or_childminder"
    HEALTH = "health"
    POLICE = "police"
    PROBATION = "probation"
    YOUTH_JUSTICE = "youth_justice"
    HOUSING = "housing"
    ADULT_SERVICES = "adult_services"
    CHARITY = "charity"
    NONE = "none"
    OTHER = "other"
