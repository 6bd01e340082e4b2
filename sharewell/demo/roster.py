"""Who can sign in to the demo, and with what."""

from dataclasses import dataclass

from sharewell.core.policy.model import Role
from sharewell.demo.numbers import totp_secret
from sharewell.demo.plan import PersonPlan, Plan


@dataclass(frozen=True)
class SignIn:
    """One person's login; the password is everybody's and not kept here."""

    name: str
    email: str
    post: str
    agency: str
    roles: tuple[Role, ...]
    totp_secret: str

    @property
    def role_words(self) -> str:
        """The roles as a reader would say them."""
        return ", ".join(role.value.replace("_", " ") for role in self.roles)


@dataclass(frozen=True)
class Roster:
    """Every sign-in, in the order of the plan."""

    sign_ins: tuple[SignIn, ...]

    def of(self, email: str) -> SignIn | None:
        """The sign-in with this address, or None."""
        return next((one for one in self.sign_ins if one.email == email.lower()), None)


def roster(plan: Plan, seed: int) -> Roster:
    """The sign-ins that seeding with this number makes; touches no database."""
    return Roster(tuple(_sign_in(plan, person, seed) for person in plan.people))


def email_of(plan: Plan, person: PersonPlan) -> str:
    """Such as tansy@wobbly-gate.example: the plan's key at the agency's domain."""
    return f"{person.key}@{plan.agency(person.agency).domain}"


def _sign_in(plan: Plan, person: PersonPlan, seed: int) -> SignIn:
    email = email_of(plan, person)
    return SignIn(
        person.name,
        email,
        person.post,
        plan.agency(person.agency).name,
        person.roles,
        totp_secret(seed, email),
    )
