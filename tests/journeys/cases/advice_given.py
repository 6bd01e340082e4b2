"""The three plain answers kept with a decision, to compare with a published case."""

import os

import psycopg

Plain = dict[str, str]


def plain_answers(decision: str) -> Plain:
    """`share`, `agreement_sought`, `family_informed` of the decision at this path."""
    url = os.environ["SHAREWELL_SUPERUSER_URL"]
    database = os.environ["DATABASE_URL"].split("@/")[1].split("?")[0]
    with psycopg.connect(url, dbname=database) as connection:
        row = connection.execute(
            "SELECT advice->'plain' FROM decisions_sharing_decision WHERE id = %s",
            [decision.split("/")[2]],
        ).fetchone()
    assert row is not None
    answers: Plain = row[0]
    return answers
