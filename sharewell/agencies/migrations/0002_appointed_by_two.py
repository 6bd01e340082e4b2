from django.db import migrations

from sharewell.access.custody import CONTEXT_ACTOR, CONTEXT_PURPOSE, OWN_AGENCY

TABLE = "agencies_appointment"
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


# What opens sealed or sensitive records, or lets others be appointed to do so.
BY_TWO = (
    f"({TABLE}.role IN ({words(ROLES_BY_TWO)}) OR EXISTS (SELECT 1 "  # nosec B608 # no input: names of tables and columns of ours
    f"FROM agencies_agency AS agency WHERE agency.id = {TABLE}.agency_id "
    f"AND agency.kind IN ({words(KINDS_BY_TWO)})))"
)
# Neither alone nor as the second person.
NOT_ONESELF = f"{TABLE}.practitioner_id <> {CONTEXT_ACTOR}"
# The set-up appoints whom it is told to, an administrator to the rest.
BY_ONE = f"{ADMINISTERING} AND ({CONTEXT_ACTOR} = {SYSTEM} OR NOT {BY_TWO})"
# Written by whoever agrees, in the act of agreeing: an answer of last year appoints
# nobody again. That act's purpose is to oversee, so no purpose is asked for here: the
# agreement is the stricter condition, and only another than the proposer can give it.
AGREED = (
    "EXISTS (SELECT 1 FROM access_proposal AS proposal "  # nosec B608 # no input: names of tables and columns of ours
    "JOIN access_proposal_answer AS answer ON answer.proposal_id = proposal.id "
    "WHERE proposal.kind = 'appoint' "
    f"AND proposal.subject_id = {TABLE}.practitioner_id "
    f"AND proposal.words ->> 'role' = {TABLE}.role "
    f"AND proposal.words ->> 'team' = {TABLE}.team "
    f"AND (proposal.words ->> 'is_pooled')::boolean = {TABLE}.is_pooled "
    f"AND answer.agreed AND answer.by = {CONTEXT_ACTOR} "
    f"AND answer.at = {TABLE}.starts_at)"
)


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_initial"),
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
