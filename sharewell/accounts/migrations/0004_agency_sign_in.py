"""Links to the sign-ins of agencies, and words that open a session once."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from sharewell.access.custody import CONTEXT_PURPOSE, OWN_AGENCY, custody, exempt

# Only an administrator's act lets another provider's subject in as somebody.
OWN_ADMINISTERING = f"{OWN_AGENCY} AND {CONTEXT_PURPOSE} = 'administer'"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("accounts", "0003_used_code"),
    ]

    operations = [
        migrations.CreateModel(
            name="UsedWord",
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
                ("digest", models.CharField(max_length=64, unique=True)),
            ],
            options={"db_table": "accounts_used_word"},
        ),
        exempt(
            "accounts_used_word",
            "SELECT, INSERT",
            "hashes of what opened a session, written before there is an actor",
        ),
        migrations.CreateModel(
            name="AgencyIdentity",
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
                ("issuer", models.CharField(max_length=500)),
                ("subject", models.CharField(max_length=255)),
                ("linked_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "accounts_agency_identity",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issuer", "subject"), name="one_login_of_each_subject"
                    ),
                    models.UniqueConstraint(
                        fields=("user", "agency_id"), name="one_subject_of_each_login"
                    ),
                ],
            },
        ),
        custody(
            "accounts_agency_identity",
            # Looked up before there is an actor; it says who somebody is, not where.
            select="true",
            insert=OWN_ADMINISTERING,
            delete=OWN_ADMINISTERING,
        ),
    ]
