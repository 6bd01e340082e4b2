"""What every statement on a record asks, for databases made before it was quicker."""

from pathlib import Path

from django.db import migrations

import sharewell.access

ACCESS = Path(sharewell.access.__file__).parent


class Migration(migrations.Migration):
    dependencies = [("exchange", "0006_existence_count")]

    operations = [
        migrations.RunSQL((ACCESS / name).read_text(), migrations.RunSQL.noop)
        for name in ("verified.sql", "barred.sql")
    ]
