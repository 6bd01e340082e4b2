import uuid

import django.db.models.deletion
from django.db import migrations, models

from sharewell.access.custody import CONTEXT_AGENCY, OWN_AGENCY, custody


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0001_initial"),
        ("agencies", "0001_initial"),
        ("children", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Concern",
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
                ("reference", models.CharField(max_length=20, unique=True)),
                ("origin", models.CharField(max_length=20)),
                ("raised_by", models.UUIDField()),
                ("raised_at", models.DateTimeField()),
                ("safe_now", models.CharField(max_length=10)),
                ("referred_directly", models.BooleanField(default=False)),
                ("salt", models.BinaryField()),
                (
                    "inbox",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerns",
                        to="agencies.inbox",
                    ),
                ),
            ],
            options={
                "db_table": "decisions_concern",
            },
        ),
        migrations.CreateModel(
            name="Draft",
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
                ("team", models.CharField(max_length=80)),
                ("kind", models.CharField(max_length=20)),
                ("held_by", models.UUIDField()),
                ("revision", models.PositiveIntegerField()),
                ("text_id", models.UUIDField()),
                ("saved_at", models.DateTimeField()),
                ("state", models.CharField(max_length=20)),
                (
                    "concern",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="decisions.concern",
                    ),
                ),
            ],
            options={
                "db_table": "decisions_draft",
            },
        ),
        migrations.CreateModel(
            name="Task",
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
                ("kind", models.CharField(max_length=30)),
                ("about_kind", models.CharField(max_length=20)),
                ("about_id", models.UUIDField()),
                ("reference", models.CharField(max_length=20)),
                ("raised_by_agency_id", models.UUIDField()),
                ("raised_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                (
                    "inbox",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="agencies.inbox",
                    ),
                ),
            ],
            options={
                "db_table": "decisions_task",
            },
        ),
        migrations.CreateModel(
            name="ConcernChild",
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
                ("sequence", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField()),
                ("salt", models.BinaryField()),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerns",
                        to="children.childrecord",
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches",
                        to="decisions.concern",
                    ),
                ),
            ],
            options={
                "db_table": "decisions_concern_child",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("concern", "sequence"), name="one_match_per_sequence"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConcernEntry",
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
                ("sequence", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("text_id", models.UUIDField()),
                ("said_by", models.CharField(max_length=20)),
                ("certainty", models.CharField(max_length=20)),
                ("child_seen", models.CharField(max_length=10)),
                ("happened_on", models.DateField(null=True)),
                ("known_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.UUIDField()),
                ("salt", models.BinaryField()),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="decisions.concern",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="decisions.concernentry",
                    ),
                ),
            ],
            options={
                "db_table": "decisions_concern_entry",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("concern", "sequence"), name="one_entry_per_sequence"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SharingDecision",
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
                ("sequence", models.PositiveIntegerField()),
                ("reference", models.CharField(max_length=20, unique=True)),
                ("decided_by", models.UUIDField()),
                ("decided_at", models.DateTimeField()),
                ("facts", models.JSONField()),
                ("advice", models.JSONField()),
                ("edition", models.CharField(max_length=64)),
                ("published_on", models.DateField()),
                ("outcome", models.CharField(max_length=20)),
                ("follows_advice", models.BooleanField()),
                ("lawful_basis", models.CharField(blank=True, max_length=80)),
                ("own_view_id", models.UUIDField()),
                ("reasons_id", models.UUIDField()),
                ("salt", models.BinaryField()),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="decisions.concern",
                    ),
                ),
            ],
            options={
                "db_table": "decisions_sharing_decision",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("concern", "sequence"), name="one_decision_per_sequence"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskStep",
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
                ("sequence", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField()),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="decisions.task",
                    ),
                ),
            ],
            options={
                "db_table": "decisions_task_step",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("task", "sequence"), name="one_step_per_sequence"
                    )
                ],
            },
        ),
        *(
            custody(table, select=OWN_AGENCY, insert=OWN_AGENCY)
            for table in (
                "decisions_concern",
                "decisions_concern_entry",
                "decisions_concern_child",
                "decisions_sharing_decision",
                "decisions_task_step",
            )
        ),
        custody(
            "decisions_draft",
            select=OWN_AGENCY,
            insert=OWN_AGENCY,
            update=OWN_AGENCY,
            update_columns="held_by, revision, text_id, saved_at, state",
        ),
        # A sender starts the receiving inbox's clock, and cannot read it.
        custody(
            "decisions_task",
            select=OWN_AGENCY,
            insert=f"{OWN_AGENCY} OR raised_by_agency_id = {CONTEXT_AGENCY}",
        ),
    ]
