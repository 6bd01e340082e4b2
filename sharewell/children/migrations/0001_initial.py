import uuid

import django.db.models.deletion
from django.db import migrations, models

from sharewell.access.custody import OWN_AGENCY, custody


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChildRecord",
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
                ("created_at", models.DateTimeField()),
                ("created_by", models.UUIDField()),
            ],
            options={
                "db_table": "children_child_record",
            },
        ),
        migrations.CreateModel(
            name="ChildIdentifier",
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
                ("scheme", models.CharField(max_length=20)),
                ("value", models.CharField(db_index=True, max_length=40)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identifiers",
                        to="children.childrecord",
                    ),
                ),
            ],
            options={
                "db_table": "children_child_identifier",
            },
        ),
        migrations.CreateModel(
            name="ChildDetail",
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
                ("kind", models.CharField(max_length=40)),
                ("text_id", models.UUIDField()),
                ("locates", models.BooleanField(default=False)),
                ("recorded_at", models.DateTimeField()),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="details",
                        to="children.childrecord",
                    ),
                ),
            ],
            options={
                "db_table": "children_child_detail",
            },
        ),
        migrations.CreateModel(
            name="Concealment",
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
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.UUIDField()),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concealments",
                        to="children.childrecord",
                    ),
                ),
            ],
            options={
                "db_table": "children_concealment",
            },
        ),
        migrations.CreateModel(
            name="ChildName",
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
                ("given_name", models.CharField(max_length=100)),
                ("family_name", models.CharField(max_length=100)),
                ("normalised", models.CharField(db_index=True, max_length=220)),
                ("born_on", models.DateField(null=True)),
                ("sequence", models.PositiveIntegerField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="names",
                        to="children.childrecord",
                    ),
                ),
            ],
            options={
                "db_table": "children_child_name",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("child", "sequence"), name="one_name_per_sequence"
                    )
                ],
            },
        ),
        *(
            custody(table, select=OWN_AGENCY, insert=OWN_AGENCY)
            for table in (
                "children_child_record",
                "children_child_name",
                "children_child_identifier",
                "children_child_detail",
                "children_concealment",
            )
        ),
    ]
