"""Where somebody is signed in, so that it can be ended from elsewhere."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from sharewell.access.custody import exempt


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_agency_sign_in")]

    operations = [
        migrations.CreateModel(
            name="SignIn",
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
                ("device", models.CharField(max_length=60)),
                ("is_shared", models.BooleanField()),
                ("started_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
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
            options={"db_table": "accounts_sign_in"},
        ),
        exempt(
            "accounts_sign_in",
            "SELECT, INSERT, UPDATE (seen_at, ended_at)",
            "sessions of staff, looked at before there is an actor",
        ),
    ]
