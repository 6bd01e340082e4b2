"""What a database holds, kept in memory and put back in a moment.

Making the small world through the real actions takes most of a second, and hundreds of
tests begin with it. It is made once in each worker and put back for the others.
"""

import psycopg

ALL_TABLES = (
    "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' "
    "AND tablename NOT IN ('django_migrations', 'django_content_type')"
)
# Rows of records may be neither changed nor removed, not even by their owner.
WITHOUT_TRIGGERS = "SET session_replication_role = replica"

Rows = dict[str, bytes]
# For few rows far quicker than TRUNCATE, and in one message, not one for each table.
EMPTY = f"""
    DO $$ DECLARE name text; BEGIN
      FOR name IN {ALL_TABLES} LOOP EXECUTE 'DELETE FROM ' || name; END LOOP;
    END $$
"""


def remove_rows(connection: psycopg.Connection) -> None:
    """Empty every table."""
    connection.execute(WITHOUT_TRIGGERS)
    connection.execute(EMPTY)


def keep_rows(connection: psycopg.Connection) -> Rows:
    """Every row of every table that has any; {} of an empty database."""
    found = {table: _copied(connection, table) for table in _tables(connection)}
    return {table: rows for table, rows in found.items() if rows}


def put_back(connection: psycopg.Connection, rows: Rows) -> None:
    """Into tables that are empty."""
    connection.execute(WITHOUT_TRIGGERS)
    with connection.cursor() as cursor:
        for table, content in rows.items():
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(content)


def _tables(connection: psycopg.Connection) -> list[str]:
    return [name for (name,) in connection.execute(ALL_TABLES)]


def _copied(connection: psycopg.Connection, table: str) -> bytes:
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} TO STDOUT") as copy,
    ):
        return b"".join(copy)
