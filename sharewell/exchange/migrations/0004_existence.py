import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_initial"),
        ("exchange", "0003_release"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExistenceLook",
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
                ("question_id", models.UUIDField(unique=True)),
                ("asked_by", models.UUIDField()),
                ("asked_at", models.DateTimeField()),
                ("purpose", models.CharField(max_length=20)),
                ("reference", models.CharField(max_length=20)),
                ("contact_by", models.DateTimeField()),
                ("cipher_text", models.BinaryField()),
                ("key_version", models.PositiveIntegerField()),
                ("owed", models.JSONField()),
            ],
            options={
                "db_table": "exchange_existence_look",
            },
        ),
        migrations.CreateModel(
            name="ExistenceQuestion",
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
                ("about_kind", models.CharField(max_length=20)),
                ("about_id", models.UUIDField()),
                ("reference", models.CharField(max_length=20, unique=True)),
                ("purpose", models.CharField(max_length=20)),
                ("asked_by", models.UUIDField()),
                ("asked_at", models.DateTimeField()),
                ("contact_by", models.DateTimeField()),
                ("who_id", models.UUIDField()),
                ("reason_id", models.UUIDField()),
                ("salt", models.BinaryField()),
            ],
            options={
                "db_table": "exchange_existence_question",
            },
        ),
        migrations.CreateModel(
            name="ContactOwed",
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
                ("question_id", models.UUIDField()),
                ("asker_agency_id", models.UUIDField()),
                ("asked_by", models.UUIDField()),
                ("asked_at", models.DateTimeField()),
                ("purpose", models.CharField(max_length=20)),
                ("reference", models.CharField(max_length=20)),
                ("contact_by", models.DateTimeField()),
                ("reason_id", models.UUIDField()),
                ("salt", models.BinaryField()),
                (
                    "inbox",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="agencies.inbox",
                    ),
                ),
            ],
            options={
                "db_table": "exchange_contact_owed",
            },
        ),
        migrations.CreateModel(
            name="ContactMatch",
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
                ("child_id", models.UUIDField()),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches",
                        to="exchange.contactowed",
                    ),
                ),
            ],
            options={
                "db_table": "exchange_contact_match",
            },
        ),
        migrations.CreateModel(
            name="ContactAnswer",
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
                ("outcome", models.CharField(max_length=20)),
                ("contacted_at", models.DateTimeField(null=True)),
                ("text_id", models.UUIDField()),
                ("by", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("salt", models.BinaryField()),
                (
                    "contact",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="exchange.contactowed",
                    ),
                ),
            ],
            options={
                "db_table": "exchange_contact_answer",
            },
        ),
        migrations.AddConstraint(
            model_name="contactowed",
            constraint=models.UniqueConstraint(
                fields=("question_id", "agency_id"), name="question_taken_in_once"
            ),
        ),
    ]
