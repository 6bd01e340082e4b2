"""Legal holds and erasures; what an erasure lets go of the names."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from sharewell.access.custody import CONTEXT_ACTOR, OWN_AGENCY, barred, custody

STEP = "children_erasure_step"
BY_ME = f"by = {CONTEXT_ACTOR}"
# Whoever asked does not answer.
BY_ANOTHER = (
    f"(kind NOT IN ('agreed', 'refused') OR EXISTS (SELECT FROM children_erasure AS "  # nosec B608 # no input: names of tables and columns of ours
    f"asked WHERE asked.id = {STEP}.erasure_id AND asked.asked_by <> {STEP}.by))"
)
# Nothing is erased that another has not agreed to, nor before its time. A function, as
# a policy that reads its own table has no end; it reads as whoever asks.
IS_DUE_SQL = f"""
CREATE FUNCTION sharewell_access.erasure_is_due(wanted uuid, moment timestamptz)
RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = sharewell_access, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM public.{STEP} AS agreed
        WHERE agreed.erasure_id = wanted AND agreed.kind = 'agreed'
            AND agreed.due_at <= moment);
END $$;
REVOKE ALL ON FUNCTION sharewell_access.erasure_is_due(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sharewell_access.erasure_is_due(uuid, timestamptz)
    TO sharewell_app;
"""  # nosec B608 # no input: names of tables and columns of ours
AGREED_AND_DUE = "(kind <> 'erased' OR sharewell_access.erasure_is_due(erasure_id, at))"


def erased(table: str) -> str:
    """The child is one whose record was erased."""
    return (
        f"{OWN_AGENCY} AND EXISTS (SELECT FROM {STEP} AS step "  # nosec B608 # no input: names of tables and columns of ours
        f"WHERE step.child_id = {table}.child_id AND step.kind = 'erased')"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0001_initial"),
        # For the function that says what is closed to whom.
        ("exchange", "0002_barred"),
    ]

    operations = [
        migrations.CreateModel(
            name="Erasure",
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
                ("ground", models.CharField(max_length=30)),
                ("concerns", models.JSONField(default=list)),
                ("asked_by", models.UUIDField()),
                ("asked_at", models.DateTimeField()),
                ("salt", models.BinaryField()),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erasures",
                        to="children.childrecord",
                    ),
                ),
            ],
            options={
                "db_table": "children_erasure",
            },
        ),
        migrations.CreateModel(
            name="LegalHold",
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
                ("ground", models.CharField(max_length=30)),
                ("placed_by", models.UUIDField()),
                ("placed_at", models.DateTimeField()),
                ("salt", models.BinaryField()),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="children.childrecord",
                    ),
                ),
            ],
            options={
                "db_table": "children_legal_hold",
            },
        ),
        migrations.CreateModel(
            name="LegalHoldEnd",
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
                ("by", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("salt", models.BinaryField()),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="children.childrecord",
                    ),
                ),
                (
                    "hold",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="end",
                        to="children.legalhold",
                    ),
                ),
            ],
            options={
                "db_table": "children_legal_hold_end",
            },
        ),
        migrations.CreateModel(
            name="ErasureStep",
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
                ("kind", models.CharField(max_length=20)),
                ("by", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("gone_by", models.DateField(null=True)),
                ("erased", models.JSONField(default=list)),
                ("subjects", models.JSONField(default=list)),
                ("salt", models.BinaryField()),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="children.childrecord",
                    ),
                ),
                (
                    "erasure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="children.erasure",
                    ),
                ),
            ],
            options={
                "db_table": "children_erasure_step",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind__in", ["agreed", "refused"])),
                        fields=("erasure",),
                        name="one_answer_to_an_erasure",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind__in", ["withdrawn", "erased"])),
                        fields=("erasure",),
                        name="one_end_of_an_erasure",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            IS_DUE_SQL,
            "DROP FUNCTION sharewell_access.erasure_is_due(uuid, timestamptz)",
        ),
        custody(
            "children_legal_hold",
            select=OWN_AGENCY,
            insert=f"{OWN_AGENCY} AND placed_by = {CONTEXT_ACTOR}",
        ),
        custody(
            "children_legal_hold_end",
            select=OWN_AGENCY,
            insert=f"{OWN_AGENCY} AND {BY_ME}",
        ),
        custody(
            "children_erasure",
            select=OWN_AGENCY,
            insert=f"{OWN_AGENCY} AND asked_by = {CONTEXT_ACTOR}",
        ),
        custody(
            STEP,
            select=OWN_AGENCY,
            insert=f"{OWN_AGENCY} AND {BY_ME} AND {BY_ANOTHER} AND {AGREED_AND_DUE}",
        ),
        *(
            barred(table, "child_id")
            for table in (
                "children_legal_hold",
                "children_legal_hold_end",
                "children_erasure",
                STEP,
            )
        ),
        *(
            custody(table, delete=erased(table))
            for table in ("children_child_name", "children_child_identifier")
        ),
    ]
