import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from sharewell.access.custody import (
    ANY_CONTEXT,
    CONTEXT_ACTOR,
    CONTEXT_AGENCY,
    CONTEXT_PURPOSE,
    OWN_AGENCY,
    custody,
)

ADMINISTERING = f"{CONTEXT_PURPOSE} = 'administer'"
OWN_ADMINISTERING = f"{OWN_AGENCY} AND {ADMINISTERING}"
# The directory holds no child: the urgent page shows front doors to anybody.
DIRECTORY = "true"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Agency",
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
                ("name", models.CharField(max_length=120, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("area", models.CharField(max_length=80)),
                ("founded_at", models.DateTimeField()),
            ],
            options={
                "db_table": "agencies_agency",
            },
        ),
        migrations.CreateModel(
            name="Appointment",
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
                ("role", models.CharField(max_length=40)),
                ("team", models.CharField(max_length=80)),
                ("is_pooled", models.BooleanField(default=False)),
                ("starts_at", models.DateTimeField()),
            ],
            options={
                "db_table": "agencies_appointment",
            },
        ),
        migrations.CreateModel(
            name="Inbox",
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
                ("name", models.CharField(max_length=120)),
                ("email", models.EmailField(max_length=254)),
                ("phone", models.CharField(max_length=40)),
                ("out_of_hours_phone", models.CharField(max_length=40)),
                ("opened_at", models.DateTimeField()),
            ],
            options={
                "db_table": "agencies_inbox",
            },
        ),
        migrations.CreateModel(
            name="AppointmentEnd",
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
                ("at", models.DateTimeField()),
                (
                    "appointment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="end",
                        to="agencies.appointment",
                    ),
                ),
            ],
            options={
                "db_table": "agencies_appointment_end",
            },
        ),
        migrations.CreateModel(
            name="InboxClosure",
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
                ("at", models.DateTimeField()),
                (
                    "inbox",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closure",
                        to="agencies.inbox",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="agencies.inbox",
                    ),
                ),
            ],
            options={
                "db_table": "agencies_inbox_closure",
            },
        ),
        migrations.CreateModel(
            name="Practitioner",
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
                ("name", models.CharField(max_length=120)),
                ("call_back_phone", models.CharField(blank=True, max_length=40)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="practitioner",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "agencies_practitioner",
            },
        ),
        migrations.AddField(
            model_name="appointment",
            name="practitioner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="appointments",
                to="agencies.practitioner",
            ),
        ),
        custody(
            "agencies_agency",
            select=DIRECTORY,
            insert=f"id = {CONTEXT_AGENCY} AND {ADMINISTERING}",
        ),
        custody("agencies_inbox", select=DIRECTORY, insert=OWN_ADMINISTERING),
        custody("agencies_inbox_closure", select=DIRECTORY, insert=OWN_ADMINISTERING),
        custody("agencies_practitioner", select=ANY_CONTEXT, insert=ADMINISTERING),
        custody(
            "agencies_appointment",
            select=f"{OWN_AGENCY} OR practitioner_id = {CONTEXT_ACTOR}",
            insert=OWN_ADMINISTERING,
        ),
        custody(
            "agencies_appointment_end",
            select=f"{OWN_AGENCY} OR appointment_id = ANY (ARRAY (SELECT id FROM "  # nosec B608 # no input: names of tables and columns of ours
            f"agencies_appointment WHERE practitioner_id = {CONTEXT_ACTOR}))",
            insert=OWN_ADMINISTERING,
        ),
    ]
