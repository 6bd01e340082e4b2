import uuid

import django.db.models.deletion
from django.db import migrations, models

from sharewell.access.custody import CONTEXT_AGENCY, OWN_AGENCY, custody

SENT_TO_US = f"recipient_agency_id = {CONTEXT_AGENCY}"
# A step belongs to a disclosure between the two agencies it names, and to no other.
STEP_OF_ITS_DISCLOSURE = (
    "EXISTS (SELECT 1 FROM exchange_disclosure AS disclosure "
    "WHERE disclosure.id = exchange_disclosure_step.disclosure_id "
    "AND disclosure.agency_id = exchange_disclosure_step.sender_agency_id "
    "AND disclosure.recipient_agency_id = "
    "exchange_disclosure_step.recipient_agency_id)"
)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0001_initial"),
        ("agencies", "0001_initial"),
        ("decisions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Disclosure",
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
                ("concern_id", models.UUIDField()),
                ("raised_by", models.UUIDField()),
                ("reference", models.CharField(max_length=20, unique=True)),
                ("purpose", models.CharField(max_length=40)),
                ("urgency", models.CharField(max_length=40)),
                ("sent_by", models.UUIDField()),
                ("sent_at", models.DateTimeField()),
                ("salt", models.BinaryField()),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="decisions.sharingdecision",
                    ),
                ),
                (
                    "recipient_inbox",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="agencies.inbox",
                    ),
                ),
            ],
            options={
                "db_table": "exchange_disclosure",
            },
        ),
        migrations.CreateModel(
            name="DisclosureItem",
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
                ("position", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("label", models.CharField(max_length=80)),
                ("text_id", models.UUIDField()),
                ("happened_on", models.DateField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("salt", models.BinaryField()),
                (
                    "disclosure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="exchange.disclosure",
                    ),
                ),
            ],
            options={
                "db_table": "exchange_disclosure_item",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("disclosure", "position"), name="one_item_per_position"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DisclosureStep",
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
                ("sender_agency_id", models.UUIDField()),
                ("recipient_agency_id", models.UUIDField()),
                ("kind", models.CharField(max_length=20)),
                ("code", models.CharField(blank=True, max_length=40)),
                ("text_id", models.UUIDField(null=True)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField()),
                ("salt", models.BinaryField()),
                (
                    "disclosure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="exchange.disclosure",
                    ),
                ),
            ],
            options={
                "db_table": "exchange_disclosure_step",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind__in", ["acknowledged", "outcome"])),
                        fields=("disclosure", "kind"),
                        name="acknowledged_and_closed_once",
                    )
                ],
            },
        ),
        custody(
            "exchange_disclosure",
            select=f"{OWN_AGENCY} OR {SENT_TO_US}",
            insert=OWN_AGENCY,
        ),
        custody(
            "exchange_disclosure_item",
            select=f"{OWN_AGENCY} OR {SENT_TO_US}",
            insert=OWN_AGENCY,
        ),
        custody(
            "exchange_disclosure_step",
            select=f"sender_agency_id = {CONTEXT_AGENCY} OR {SENT_TO_US}",
            insert=f"{OWN_AGENCY} AND {STEP_OF_ITS_DISCLOSURE}",
        ),
        # Only a disclosure to them lets one agency start a clock of another.
        migrations.RunSQL(
            "ALTER POLICY decisions_task_insert ON decisions_task WITH CHECK "  # nosec B608 # no input: names of tables and columns of ours
            f"({OWN_AGENCY} OR (raised_by_agency_id = {CONTEXT_AGENCY} "
            "AND about_kind = 'disclosure' AND EXISTS (SELECT 1 FROM "
            "exchange_disclosure AS disclosure "
            "WHERE disclosure.id = decisions_task.about_id "
            f"AND disclosure.agency_id = {CONTEXT_AGENCY} "
            "AND disclosure.recipient_agency_id = decisions_task.agency_id)))",
            migrations.RunSQL.noop,
        ),
    ]
