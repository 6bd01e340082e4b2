import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from sharewell.access.custody import exempt


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_grants")]

    operations = [
        migrations.CreateModel(
            name="UsedCode",
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
                ("step", models.BigIntegerField()),
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
                "db_table": "accounts_used_code",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "step"), name="one_use_of_each_time_step"
                    )
                ],
            },
        ),
        exempt(
            "accounts_used_code",
            "SELECT, INSERT, DELETE",
            "time steps of staff sign-ins, written before there is an actor",
        ),
    ]
