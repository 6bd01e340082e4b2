"""A link of somebody with a weighty role is made by two, as such a role is given."""

from django.db import migrations

from sharewell.access.custody import CONTEXT_ACTOR, CONTEXT_PURPOSE, OWN_AGENCY

TABLE = "accounts_agency_identity"
SYSTEM = "'00000000-0000-4000-8000-000000000001'"
ADMINISTERING = f"{CONTEXT_PURPOSE} = 'administer'"
ROLES_BY_TWO = (
    "lead_information_officer",
    "deputy_lead_information_officer",
    "data_protection_officer",
    "caldicott_guardian",
    "administrator",
)
KINDS_BY_TWO = ("sexual_health", "refuge")


def words(some: tuple[str, ...]) -> str:
    """As SQL lists them."""
    return ", ".join(f"'{one}'" for one in some)


OWNER = (
    "SELECT person.id FROM agencies_practitioner AS person "  # nosec B608 # no input: names of tables and columns of ours
    f"WHERE person.user_id = {TABLE}.user_id"
)
# What the person holds in this agency; what another one gave is not seen from here, and
# the code asks for it beforehand.
WEIGHTY = (
    "EXISTS (SELECT 1 FROM agencies_appointment AS held "  # nosec B608 # no input: names of tables and columns of ours
    "JOIN agencies_agency AS agency ON agency.id = held.agency_id "
    f"WHERE held.agency_id = {TABLE}.agency_id AND held.practitioner_id IN ({OWNER}) "
    f"AND (held.role IN ({words(ROLES_BY_TWO)}) "
    f"OR agency.kind IN ({words(KINDS_BY_TWO)})) "
    "AND NOT EXISTS (SELECT 1 FROM agencies_appointment_end AS ended "
    f"WHERE ended.appointment_id = held.id AND ended.at <= {TABLE}.linked_at))"
)
NOT_ONESELF = f"NOT EXISTS ({OWNER} AND person.id = {CONTEXT_ACTOR})"
# The set-up links whom it is told to, an administrator those without such a role.
BY_ONE = f"{ADMINISTERING} AND ({CONTEXT_ACTOR} = {SYSTEM} OR NOT {WEIGHTY})"
# Written by whoever agrees, in the act of agreeing: an old answer links nobody again.
AGREED = (
    "EXISTS (SELECT 1 FROM access_proposal AS proposal "  # nosec B608 # no input: names of tables and columns of ours
    "JOIN access_proposal_answer AS answer ON answer.proposal_id = proposal.id "
    "WHERE proposal.kind = 'link_sign_in' "
    f"AND proposal.subject_id IN ({OWNER}) "
    f"AND proposal.words ->> 'issuer' = {TABLE}.issuer "
    f"AND proposal.words ->> 'subject' = {TABLE}.subject "
    f"AND answer.agreed AND answer.by = {CONTEXT_ACTOR} "
    f"AND answer.at = {TABLE}.linked_at)"
)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_set_up_link"),
        ("agencies", "0002_appointed_by_two"),
        ("access", "0002_restrictions"),
    ]

    operations = [
        migrations.RunSQL(
            f"ALTER POLICY {TABLE}_insert ON {TABLE} "
            f"WITH CHECK ({OWN_AGENCY} AND {NOT_ONESELF} "
            f"AND (({BY_ONE}) OR ({AGREED})))",
            f"ALTER POLICY {TABLE}_insert ON {TABLE} "
            f"WITH CHECK ({OWN_AGENCY} AND {ADMINISTERING})",
        ),
    ]
