from pathlib import Path

from django.db import migrations, models

import sharewell.access
from sharewell.access.custody import barred

BARRED_SQL = (Path(sharewell.access.__file__).parent / "barred.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_restrictions"),
        ("children", "0001_initial"),
        ("decisions", "0001_initial"),
        ("exchange", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(fields=["concern_id"], name="disclosure_of_concern"),
        ),
        migrations.RunSQL(BARRED_SQL, "DROP FUNCTION sharewell_access.barred()"),
        barred("children_child_record", "id"),
        barred("children_child_name", "child_id"),
        barred("children_child_identifier", "child_id"),
        barred("children_child_detail", "child_id"),
        barred("children_concealment", "child_id"),
        barred("decisions_concern", "id"),
        barred("decisions_concern_entry", "concern_id"),
        barred("decisions_concern_child", "concern_id"),
        barred("decisions_sharing_decision", "concern_id"),
        barred("decisions_draft", "concern_id"),
        barred("decisions_task", "about_id"),
        barred("exchange_disclosure", "id"),
        barred("exchange_disclosure_item", "disclosure_id"),
        barred("exchange_disclosure_step", "disclosure_id"),
    ]
