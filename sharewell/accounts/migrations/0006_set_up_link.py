"""Links with which people set a password: of each no more than a hash."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from sharewell.access.custody import exempt


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_sign_in")]

    operations = [
        migrations.CreateModel(
            name="SetUpLink",
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
                ("digest", models.CharField(max_length=64, unique=True)),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"db_table": "accounts_set_up_link"},
        ),
        exempt(
            "accounts_set_up_link",
            "SELECT, INSERT, UPDATE (ended_at)",
            "hashes of links for staff, looked at before there is an actor",
        ),
    ]
