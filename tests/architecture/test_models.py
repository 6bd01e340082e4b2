"""Every table of ours: its keys, its custody, and what PostgreSQL lets it become."""

from collections.abc import Iterable, Iterator

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.models.fields import NOT_PROVIDED

from sharewell.access.custody import EXEMPT, RUNTIME
from tests.architecture.record_kinds import (
    APPEND_ONLY,
    CHANGEABLE,
    NULLABLE_AGENCY,
    OTHER_KEYS,
    WITHOUT_AGENCY,
)

Model = type[models.Model]


def own_models() -> list[Model]:
    return [m for m in apps.get_models() if m.__module__.startswith("sharewell.")]


def field_faults(found: Iterable[Model]) -> Iterator[str]:
    """Keys and times are made by the application (design, section 6, seams 1 and 7)."""
    for model in found:
        table = model._meta.db_table
        key = model._meta.pk
        if not isinstance(key, models.UUIDField) and table not in OTHER_KEYS:
            yield f"{table}: the key is not a UUID"
        for field in model._meta.local_fields:
            if getattr(field, "auto_now", False) or getattr(
                field, "auto_now_add", False
            ):
                yield f"{table}.{field.name}: the time must come from the act"
            if getattr(field, "db_default", NOT_PROVIDED) is not NOT_PROVIDED:
                yield f"{table}.{field.name}: the database must not make values"


def agency_faults(found: Iterable[Model]) -> Iterator[str]:
    """An agency-held table carries its agency, never empty (seam 1)."""
    for model in found:
        table = model._meta.db_table
        if table in WITHOUT_AGENCY:
            continue
        fields = {field.attname: field for field in model._meta.local_fields}
        agency = fields.get("agency_id")
        if not isinstance(agency, models.UUIDField):
            yield f"{table}: no agency_id"
        elif agency.null and table not in NULLABLE_AGENCY:
            yield f"{table}: agency_id may be empty"


def unlisted(tables: Iterable[str]) -> list[str]:
    return sorted(set(tables) ^ (APPEND_ONLY | CHANGEABLE.keys()))


def test_keys_and_times_are_made_by_the_application() -> None:
    assert list(field_faults(own_models())) == []


def test_every_table_of_an_agency_carries_its_agency() -> None:
    assert list(agency_faults(own_models())) == []


def test_every_model_is_listed_as_append_only_or_changeable() -> None:
    assert unlisted(m._meta.db_table for m in own_models()) == []


def test_a_planted_model_is_seen() -> None:
    class Planted(models.Model):
        at = models.DateTimeField(auto_now=True)
        agency_id = models.UUIDField(null=True)

        class Meta:
            app_label, db_table, managed = "planted", "planted", False
            apps = type(apps)()

    class Homeless(models.Model):
        id = models.UUIDField(primary_key=True, db_default=models.Value("x"))

        class Meta:
            app_label, db_table, managed = "planted", "homeless", False
            apps = type(apps)()

    assert list(field_faults([Planted, Homeless])) == [
        "planted: the key is not a UUID", "planted.at: the time must come from the act",
        "homeless.id: the database must not make values",
    ]  # fmt: skip
    assert list(agency_faults([Planted, Homeless])) == [
        "planted: agency_id may be empty", "homeless: no agency_id",
    ]  # fmt: skip
    assert unlisted([*APPEND_ONLY, *CHANGEABLE, "planted"]) == ["planted"]


def changes_allowed(table: str) -> tuple[set[str], bool]:
    """What the catalogue lets the runtime role do: (columns, whether rows may go)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass "
            "AND attnum > 0 AND has_column_privilege(%s, attrelid, attnum, 'UPDATE')",
            [table, RUNTIME],
        )
        columns = {name for (name,) in cursor.fetchall()}
        cursor.execute(
            "SELECT has_table_privilege(%s, %s, 'DELETE, TRUNCATE')", [RUNTIME, table]
        )
        return columns, cursor.fetchone()[0]


@pytest.mark.parametrize("table", sorted(APPEND_ONLY | CHANGEABLE.keys()))
def test_the_database_grants_no_more_than_the_list(database: None, table: str) -> None:
    columns, goes = CHANGEABLE.get(table, (frozenset(), False))
    assert changes_allowed(table) == (set(columns), goes)


def test_a_wider_grant_is_seen(database: None, as_superuser) -> None:
    as_superuser(
        "GRANT UPDATE (outcome), DELETE ON decisions_sharing_decision TO sharewell_app"
    )
    try:
        assert changes_allowed("decisions_sharing_decision") == ({"outcome"}, True)
    finally:
        as_superuser(
            "REVOKE UPDATE (outcome), DELETE ON decisions_sharing_decision FROM "
            "sharewell_app"
        )


def unguarded_tables() -> list[str]:
    """Tables neither under forced row-level security nor exempt with a reason."""
    MigrationLoader(None)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace "
            "AND relkind IN ('r', 'p') AND NOT (relrowsecurity AND "
            "relforcerowsecurity) "
            "ORDER BY relname"
        )
        return [name for (name,) in cursor.fetchall() if name not in EXEMPT | UNUSED]


# Made by Django, granted to nobody at run time; the posture check watches the grants.
UNUSED = dict.fromkeys(
    (
        "auth_group",
        "auth_group_permissions",
        "auth_permission",
        "django_content_type",
        "socialaccount_socialaccount",
        "socialaccount_socialapp",
        "socialaccount_socialtoken",
    ),
    "not used: no grant",
)


def test_every_table_is_in_custody_or_exempt_with_a_reason(database: None) -> None:
    assert unguarded_tables() == []
    assert all(one.reason for one in EXEMPT.values())
    assert [t for t in UNUSED if changes_allowed(t) != (set(), False)] == []


def test_a_table_outside_custody_is_seen(database: None, as_superuser) -> None:
    as_superuser("CREATE TABLE forgotten (id uuid)")
    try:
        assert unguarded_tables() == ["forgotten"]
    finally:
        as_superuser("DROP TABLE forgotten")
