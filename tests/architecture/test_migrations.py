"""Migrations form one line in each app and say all that the models say."""

from collections.abc import Iterable
from io import StringIO

from django.core.management import call_command
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader


def forks(migrations: Iterable[Migration]) -> list[str]:
    """Apps whose migrations branch, join or jump, by the names of the culprits."""
    found = []
    by_app: dict[str, list[Migration]] = {}
    for one in migrations:
        by_app.setdefault(one.app_label, []).append(one)
    for app, line in by_app.items():
        for position, one in enumerate(sorted(line, key=lambda m: m.name)):
            own = [name for label, name in one.dependencies if label == app]
            before = (
                sorted(m.name for m in line)[position - 1 : position]
                if position
                else []
            )
            if own != before or not one.name.startswith(f"{position + 1:04}_"):
                found.append(f"{app}.{one.name}")
    return found


def test_the_migrations_of_each_app_form_one_line() -> None:
    loaded = MigrationLoader(None).disk_migrations.values()
    own = [m for m in loaded if m.__module__.startswith("sharewell.")]
    assert own
    assert forks(own) == []


def test_a_planted_fork_is_seen() -> None:
    first = Migration("0001_initial", "planted")
    second, third = Migration("0002_a", "planted"), Migration("0003_b", "planted")
    second.dependencies = third.dependencies = [("planted", "0001_initial")]
    assert forks([first, second, third]) == ["planted.0003_b"]


def test_the_models_have_no_change_without_a_migration(database: None) -> None:
    said = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=said)
    assert "No changes detected" in said.getvalue()
