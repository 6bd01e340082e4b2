"""A wrap says under which subject's key it is too; wraps from before stay as they are.

They open as before, under the agency's key alone, until they are erased.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("keys", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="keywrap",
            name="subject_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddIndex(
            model_name="keywrap",
            index=models.Index(
                fields=["agency_id", "subject_id"], name="wrap_by_subject"
            ),
        ),
    ]
