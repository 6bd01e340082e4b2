import uuid

import django.db.models.deletion
from django.db import migrations, models

from sharewell.access.custody import (
    CONTEXT_ACTOR,
    CONTEXT_AGENCY,
    OWN_AGENCY,
    barred,
    custody,
)

# By name, and for as long as it was released: a colleague next door sees no row.
RELEASED_TO_ME = (
    f"(recipient_agency_id = {CONTEXT_AGENCY} AND recipient_id = {CONTEXT_ACTOR} "
    "AND ends_at > now())"
)
AGREED_BY_ME = (
    "EXISTS (SELECT 1 FROM access_proposal AS proposal "  # nosec B608 # no input: names of tables and columns of ours
    "JOIN access_proposal_answer AS answer ON answer.proposal_id = proposal.id "
    "WHERE proposal.kind = 'release' "
    "AND proposal.subject_id = exchange_release.disclosure_id "
    "AND proposal.person_id = exchange_release.recipient_id "
    # One release from one agreement, and that one.
    "AND proposal.words ->> 'release' = exchange_release.id::text "
    f"AND answer.agreed AND answer.by = {CONTEXT_ACTOR})"
)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_restrictions"),
        ("exchange", "0002_barred"),
    ]

    operations = [
        migrations.CreateModel(
            name="Release",
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
                ("agency_id", models.UUIDField(editable=False)),
                ("recipient_agency_id", models.UUIDField()),
                ("recipient_id", models.UUIDField()),
                ("text_id", models.UUIDField()),
                ("grounds_id", models.UUIDField()),
                ("proposed_by", models.UUIDField()),
                ("by", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("salt", models.BinaryField()),
                (
                    "disclosure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releases",
                        to="exchange.disclosure",
                    ),
                ),
            ],
            options={
                "db_table": "exchange_release",
            },
        ),
        custody(
            "exchange_release",
            select=f"{OWN_AGENCY} OR {RELEASED_TO_ME}",
            insert=f"{OWN_AGENCY} AND by = {CONTEXT_ACTOR} AND {AGREED_BY_ME}",
        ),
        barred("exchange_release", "disclosure_id"),
    ]
