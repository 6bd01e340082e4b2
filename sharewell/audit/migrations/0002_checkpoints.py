from pathlib import Path

from django.db import migrations, models

CHECKPOINTS_SQL = (Path(__file__).parents[1] / "checkpoints.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_initial"),
        # Makes the schema and the trigger's function.
        ("access", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("note", models.BinaryField()),
            ],
            options={"db_table": "audit_checkpoint"},
        ),
        migrations.CreateModel(
            name="TreeNode",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                ("hash", models.BinaryField()),
            ],
            options={"db_table": "audit_tree_node"},
        ),
        migrations.RunSQL(CHECKPOINTS_SQL, migrations.RunSQL.noop),
    ]
