import uuid
from pathlib import Path

from django.db import migrations, models

from sharewell.access.custody import (
    CONTEXT_ACTOR,
    CONTEXT_AGENCY,
    OWN_AGENCY,
    custody,
    exempt,
)

ACCESS = Path(__file__).parent.parent
CONTEXT_SQL = (ACCESS / "context.sql").read_text()
VERIFIED_SQL = (ACCESS / "verified.sql").read_text()
LEDGER_SQL = (Path(__file__).parents[2] / "audit" / "ledger.sql").read_text()
SAME_AGENCY = f"agency_id IS NOT DISTINCT FROM {CONTEXT_AGENCY}"
# A wrap for my agency lets it see the cipher text; rotation changes the wrap in place.
WRAPPED_FOR_US = (
    "EXISTS (SELECT 1 FROM keys_key_wrap AS wrap "  # nosec B608 # no input: names of tables and columns of ours
    "WHERE wrap.sealed_id = keys_sealed_text.id "
    # Only its owner lets others in: a wrap that somebody else made opens nothing.
    "AND wrap.custodian_id = keys_sealed_text.agency_id "
    f"AND wrap.agency_id = {CONTEXT_AGENCY})"
)
EVERY_VERB = "SELECT, INSERT, UPDATE, DELETE"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("audit", "0001_initial"),
        ("keys", "0001_initial"),
        ("outbox", "0001_initial"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations = [
        migrations.RunSQL(CONTEXT_SQL, migrations.RunSQL.noop),
        migrations.RunSQL(VERIFIED_SQL, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="SubmittedOnce",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("agency_id", models.UUIDField(null=True)),
                ("actor_id", models.UUIDField()),
                ("key", models.CharField(max_length=64)),
                ("request_hash", models.CharField(max_length=64)),
                ("result", models.JSONField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "access_submitted_once",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("actor_id", "key"), name="one_submit_per_actor_and_key"
                    )
                ],
            },
        ),
        custody(
            "access_submitted_once",
            select=f"actor_id = {CONTEXT_ACTOR}",
            insert=f"actor_id = {CONTEXT_ACTOR}",
        ),
        custody(
            "keys_sealed_text",
            select=f"{OWN_AGENCY} OR {WRAPPED_FOR_US}",
            insert=OWN_AGENCY,
            # What was typed and replaced in a draft is not kept.
            delete=f"{OWN_AGENCY} AND record_kind = 'draft'",
        ),
        custody(
            "keys_key_wrap",
            select=f"{OWN_AGENCY} OR custodian_id = {CONTEXT_AGENCY}",
            insert=f"custodian_id = {CONTEXT_AGENCY}",
            update=OWN_AGENCY,
            update_columns="key_version, wrapped",
            delete=f"{OWN_AGENCY} OR custodian_id = {CONTEXT_AGENCY}",
        ),
        custody("outbox_email", select=SAME_AGENCY, insert=SAME_AGENCY),
        custody("outbox_email_sent", select=SAME_AGENCY, insert=SAME_AGENCY),
        migrations.RunSQL(LEDGER_SQL, migrations.RunSQL.noop),
        migrations.RunSQL(
            "CREATE TABLE shared_cache (cache_key varchar(255) PRIMARY KEY, "
            "value text NOT NULL, expires timestamptz NOT NULL);"
            "CREATE INDEX shared_cache_expires ON shared_cache (expires);",
            "DROP TABLE shared_cache",
        ),
        exempt("shared_cache", EVERY_VERB, "rate limits and used codes"),
        *(
            exempt(f"procrastinate_{name}", EVERY_VERB, "jobs: ids only")
            for name in ("jobs", "events", "workers", "periodic_defers")
        ),
    ]
