"""How many questions somebody asked, so that nobody fishes with them."""

import uuid

from django.db import migrations, models

from sharewell.access.custody import CONTEXT_ACTOR, OWN_AGENCY, custody


class Migration(migrations.Migration):
    dependencies = [("exchange", "0005_who_holds")]

    operations = [
        migrations.CreateModel(
            name="ExistenceCount",
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
                ("asked_by", models.UUIDField()),
                ("asked_at", models.DateTimeField()),
                ("is_serious", models.BooleanField()),
            ],
            options={
                "db_table": "exchange_existence_count",
                "indexes": [
                    models.Index(fields=["agency_id", "asked_at"], name="asked_of_late")
                ],
            },
        ),
        custody(
            "exchange_existence_count",
            select=OWN_AGENCY,
            insert=f"{OWN_AGENCY} AND asked_by = {CONTEXT_ACTOR}",
        ),
    ]
