from pathlib import Path

from django.db import migrations

import sharewell.access
from sharewell.access.custody import (
    CONTEXT_ACTOR,
    CONTEXT_PURPOSE,
    OWN_AGENCY,
    barred,
    custody,
    searched,
    written_by_search,
)

WHO_HOLDS_SQL = (Path(sharewell.access.__file__).parent / "who_holds.sql").read_text()
BY_ME = f"{OWN_AGENCY} AND asked_by = {CONTEXT_ACTOR}"
# Only the service takes in what is owed.
TAKEN_IN = f"{OWN_AGENCY} AND {CONTEXT_PURPOSE} = 'run_the_service'"


# Apart from the tables: their foreign keys are checked at the end of the migration that
# makes them, by the owner, whom forced policies would ask for a context.
class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_restrictions"),
        ("agencies", "0001_initial"),
        ("children", "0001_initial"),
        ("exchange", "0004_existence"),
    ]

    operations = [
        custody("exchange_existence_question", select=OWN_AGENCY, insert=BY_ME),
        custody("exchange_contact_owed", select=OWN_AGENCY, insert=TAKEN_IN),
        custody("exchange_contact_match", select=OWN_AGENCY, insert=TAKEN_IN),
        custody(
            "exchange_contact_answer",
            select=OWN_AGENCY,
            insert=f"{OWN_AGENCY} AND by = {CONTEXT_ACTOR}",
        ),
        barred("exchange_existence_question", "about_id"),
        barred("exchange_contact_owed", "id"),
        barred("exchange_contact_match", "child_id"),
        barred("exchange_contact_answer", "contact_id"),
        searched("children_child_record", "id, agency_id, created_at"),
        searched("children_child_name", "child_id, normalised, born_on, sequence"),
        searched("children_child_identifier", "child_id, scheme, value"),
        searched("children_concealment", "child_id"),
        searched("access_conflict", "id, practitioner_id, about_id"),
        searched("access_conflict_end", "conflict_id"),
        searched("access_seal", "id, about_id"),
        searched("access_seal_lift", "seal_id"),
        searched("agencies_agency", "id, kind"),
        searched(
            "exchange_existence_question",
            "id, agency_id, asked_by, asked_at, purpose, reference, contact_by",
        ),
        searched("exchange_contact_owed", "agency_id, question_id"),
        custody("exchange_existence_look"),
        written_by_search("exchange_existence_look"),
        migrations.RunSQL(
            "CREATE INDEX existence_look_owed ON exchange_existence_look "
            "USING gin (owed)",
            "DROP INDEX existence_look_owed",
        ),
        migrations.RunSQL(WHO_HOLDS_SQL, migrations.RunSQL.noop),
    ]
