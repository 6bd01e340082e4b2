import uuid

import django.db.models.deletion
from django.db import migrations, models

from sharewell.access.custody import CONTEXT_ACTOR, OWN_AGENCY, custody


def by_me(column: str) -> str:
    """Nobody writes in another's name, not even by a statement that slipped in."""
    return f"{OWN_AGENCY} AND {column} = {CONTEXT_ACTOR}"


def agreed(kind: str, subject: str, also: str = "true") -> str:
    """Two people: one proposed it, and another (who alone may answer) agreed."""
    return (
        "EXISTS (SELECT 1 FROM access_proposal AS proposal "  # nosec B608 # no input: names of tables and columns of ours
        "JOIN access_proposal_answer AS answer ON answer.proposal_id = proposal.id "
        f"WHERE proposal.kind = '{kind}' AND proposal.subject_id = {subject} "
        f"AND answer.agreed AND {also})"
    )


BY_ME = by_me("by")
# The proposer does not answer, nor does whomever it would let in.
ANOTHERS_PROPOSAL = (
    "EXISTS (SELECT 1 FROM access_proposal AS proposal "  # nosec B608 # no input: names of tables and columns of ours
    "WHERE proposal.id = access_proposal_answer.proposal_id "
    f"AND proposal.proposed_by <> {CONTEXT_ACTOR} "
    f"AND proposal.person_id IS DISTINCT FROM {CONTEXT_ACTOR})"
)
ANOTHERS_EMERGENCY = (
    "EXISTS (SELECT 1 FROM access_emergency AS emergency "  # nosec B608 # no input: names of tables and columns of ours
    "WHERE emergency.id = access_emergency_review.emergency_id "
    f"AND emergency.practitioner_id <> {CONTEXT_ACTOR})"
)
# The first names are written in the act that seals, which is one transaction: a time
# could be made up afterwards.
NAMED_WITH_THE_SEAL = (
    "EXISTS (SELECT 1 FROM access_seal AS seal "  # nosec B608 # no input: names of tables and columns of ours
    "WHERE seal.id = access_seal_name.seal_id "
    f"AND seal.sealed_by = {CONTEXT_ACTOR} "
    "AND seal.xmin = pg_current_xact_id()::xid)"
)
NAMED_BY_TWO = agreed(
    "name_in_seal",
    "access_seal_name.seal_id",
    "proposal.person_id = access_seal_name.practitioner_id",
)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Emergency",
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
                ("salt", models.BinaryField()),
                ("practitioner_id", models.UUIDField()),
                ("about_kind", models.CharField(max_length=20)),
                ("about_id", models.UUIDField()),
                ("reference", models.CharField(max_length=20)),
                ("reason_id", models.UUIDField()),
                ("opened_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
            ],
            options={
                "db_table": "access_emergency",
            },
        ),
        migrations.CreateModel(
            name="Proposal",
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
                ("salt", models.BinaryField()),
                ("kind", models.CharField(max_length=20)),
                ("subject_id", models.UUIDField()),
                ("person_id", models.UUIDField(null=True)),
                ("words", models.JSONField(default=dict)),
                ("proposed_by", models.UUIDField()),
                ("proposed_at", models.DateTimeField()),
            ],
            options={
                "db_table": "access_proposal",
            },
        ),
        migrations.CreateModel(
            name="Conflict",
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
                ("salt", models.BinaryField()),
                ("practitioner_id", models.UUIDField()),
                ("about_kind", models.CharField(max_length=20)),
                ("about_id", models.UUIDField()),
                ("reference", models.CharField(max_length=20)),
                ("reason", models.CharField(max_length=30)),
                ("recorded_by", models.UUIDField()),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "db_table": "access_conflict",
                "indexes": [
                    models.Index(
                        fields=["agency_id", "practitioner_id"],
                        name="conflict_of_practitioner",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConflictEnd",
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
                ("salt", models.BinaryField()),
                ("by", models.UUIDField()),
                ("at", models.DateTimeField()),
                (
                    "conflict",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="end",
                        to="access.conflict",
                    ),
                ),
            ],
            options={
                "db_table": "access_conflict_end",
            },
        ),
        migrations.CreateModel(
            name="EmergencyReview",
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
                ("salt", models.BinaryField()),
                ("was_justified", models.BooleanField()),
                ("text_id", models.UUIDField()),
                ("by", models.UUIDField()),
                ("at", models.DateTimeField()),
                (
                    "emergency",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="access.emergency",
                    ),
                ),
            ],
            options={
                "db_table": "access_emergency_review",
            },
        ),
        migrations.CreateModel(
            name="ProposalAnswer",
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
                ("salt", models.BinaryField()),
                ("agreed", models.BooleanField()),
                ("by", models.UUIDField()),
                ("at", models.DateTimeField()),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="access.proposal",
                    ),
                ),
            ],
            options={
                "db_table": "access_proposal_answer",
            },
        ),
        migrations.CreateModel(
            name="Seal",
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
                ("salt", models.BinaryField()),
                ("about_kind", models.CharField(max_length=20)),
                ("about_id", models.UUIDField()),
                ("reference", models.CharField(max_length=20)),
                ("sealed_by", models.UUIDField()),
                ("sealed_at", models.DateTimeField()),
            ],
            options={
                "db_table": "access_seal",
                "indexes": [models.Index(fields=["agency_id"], name="seal_of_agency")],
            },
        ),
        migrations.CreateModel(
            name="SealLift",
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
                ("salt", models.BinaryField()),
                ("by", models.UUIDField()),
                ("at", models.DateTimeField()),
                (
                    "seal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lift",
                        to="access.seal",
                    ),
                ),
            ],
            options={
                "db_table": "access_seal_lift",
            },
        ),
        migrations.CreateModel(
            name="SealName",
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
                ("salt", models.BinaryField()),
                ("practitioner_id", models.UUIDField()),
                ("by", models.UUIDField()),
                ("at", models.DateTimeField()),
                (
                    "seal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="names",
                        to="access.seal",
                    ),
                ),
            ],
            options={
                "db_table": "access_seal_name",
            },
        ),
        custody("access_conflict", select=OWN_AGENCY, insert=by_me("recorded_by")),
        custody("access_seal", select=OWN_AGENCY, insert=by_me("sealed_by")),
        custody("access_proposal", select=OWN_AGENCY, insert=by_me("proposed_by")),
        custody(
            "access_proposal_answer",
            select=OWN_AGENCY,
            insert=f"{BY_ME} AND {ANOTHERS_PROPOSAL}",
        ),
        custody(
            "access_conflict_end",
            select=OWN_AGENCY,
            insert=f"{BY_ME} AND "
            + agreed("end_conflict", "access_conflict_end.conflict_id"),
        ),
        custody(
            "access_seal_lift",
            select=OWN_AGENCY,
            insert=f"{BY_ME} AND " + agreed("lift_seal", "access_seal_lift.seal_id"),
        ),
        custody(
            "access_seal_name",
            select=OWN_AGENCY,
            insert=f"{BY_ME} AND ({NAMED_WITH_THE_SEAL} OR {NAMED_BY_TWO})",
        ),
        custody("access_emergency", select=OWN_AGENCY, insert=by_me("practitioner_id")),
        custody(
            "access_emergency_review",
            select=OWN_AGENCY,
            insert=f"{BY_ME} AND {ANOTHERS_EMERGENCY}",
        ),
    ]
