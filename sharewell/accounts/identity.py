"""Which login an agency's provider speaks for: by issuer and subject, nothing else.

An e-mail address is given anew when somebody leaves, and a provider may let its people
write any address they like; joining by it would hand over a colleague's records.
"""

from datetime import datetime
from uuid import UUID, uuid4

from sharewell.accounts.id_token import Claims
from sharewell.accounts.models import AgencyIdentity, User


def login_of(claims: Claims, agency: UUID) -> User | None:
    """The login that the agency's administrator linked, if it may still sign in."""
    link = (
        AgencyIdentity.objects.filter(
            agency_id=agency, issuer=claims.issuer, subject=claims.subject
        )
        .select_related("user")
        .first()
    )
    return link.user if link is not None and link.user.is_active else None


def is_linked(user_id: UUID, agency: UUID) -> bool:
    """Whether the agency's provider still speaks for this login."""
    found = AgencyIdentity.objects.filter(user_id=user_id, agency_id=agency)
    return bool(found.exists())


def link(
    *, user_id: UUID, agency: UUID, issuer: str, subject: str, at: datetime
) -> UUID:
    """Let the provider's subject sign in as this login; called by an act only.

    Raises IntegrityError when the subject, or this login in this agency, has a link.
    """
    made = AgencyIdentity(
        id=uuid4(),
        user_id=user_id,
        agency_id=agency,
        issuer=issuer,
        subject=subject,
        linked_at=at,
    )
    made.save(force_insert=True)
    return made.id


def unlink(*, user_id: UUID, agency: UUID) -> bool:
    """End the link; its sessions end with it. False if there was none."""
    count, _ = AgencyIdentity.objects.filter(user_id=user_id, agency_id=agency).delete()
    return count > 0
