"""What each layer alone lets a person see: the database's policies, the code."""

import time
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from django.conf import settings

from sharewell.access.bars import BARS
from sharewell.access.context import context
from sharewell.access.signed import sign
from sharewell.children.queries import reachable_children
from sharewell.core.policy.groups import HELD_HERE
from sharewell.core.policy.model import Actor, Purpose, Relation, Role
from sharewell.decisions.models import Concern, SharingDecision
from sharewell.decisions.reach import reachable_concerns
from sharewell.decisions.standing import to_this_concern, to_this_decision
from sharewell.decisions.tasks import open_tasks
from sharewell.exchange.models import Disclosure
from sharewell.exchange.reach import closed_things, reachable_disclosures
from sharewell.exchange.receiving import disclosure_relations
from tests.exhaustive.oracle import Seen
from tests.exhaustive.partnership import Hat

# What the application alone must keep apart: all else hangs on one of these.
THINGS = (
    "children_child_record", "decisions_concern", "decisions_sharing_decision",
    "exchange_disclosure", "decisions_task",
)  # fmt: skip


def actor(hat: Hat) -> Actor:
    """In a role that reads ordinary records; roles are the matrix's business."""
    roles = frozenset({Role.PRACTITIONER})
    return Actor(UUID(hat.person), UUID(hat.agency), roles, teams=frozenset({"staff"}))


def put_on(connection: psycopg.Connection[Any], hat: Hat) -> None:
    """Sign the context for this connection's open transaction, as the product does."""
    value = sign(
        settings.CONTEXT_KEY, actor(hat), Purpose.SAFEGUARD,
        expires=int(time.time()) + 50, backend_pid=connection.info.backend_pid,
    )  # fmt: skip
    connection.execute("SELECT set_config('sharewell.context', %s, true)", [value])


def by_the_database(
    connection: psycopg.Connection[Any], hat: Hat, tables: tuple[str, ...]
) -> Seen:
    """Table -> ids that the policies let through; every row is asked for."""
    with connection.transaction():
        put_on(connection, hat)
        return {
            table: {
                row for (row,) in connection.execute(f"SELECT id::text FROM {table}")
            }
            for table in tables
        }


def by_the_lists(hat: Hat) -> Seen:
    """What the product's own filters of lists let through."""
    by = actor(hat)
    with context(by, Purpose.SAFEGUARD):
        closed = closed_things(by)
        ours = {"agency_id": by.agency}
        decisions = SharingDecision.objects.filter(**ours)
        tasks = open_tasks().filter(**ours).order_by()
        found = (
            reachable_children(by),
            reachable_concerns(by),
            decisions.exclude(concern_id__in=closed),
            reachable_disclosures(by),
            tasks.exclude(about_id__in=closed),
        )
        return {
            table: {str(one) for one in rows.values_list("id", flat=True)}
            for table, rows in zip(THINGS, found, strict=True)
        }


def by_the_policy(hat: Hat, at: datetime, things: int) -> tuple[Seen, Seen, set[str]]:
    """Asked about, let near, and open in an emergency: one by one, as an act asks."""
    by, asked, near, opened = actor(hat), {}, {}, set()
    disclosures = Disclosure.objects.select_related(
        "recipient_inbox", "decision__concern"
    )
    kinds = (
        (Concern.objects.all(), to_this_concern),
        (SharingDecision.objects.select_related("concern"), to_this_decision),
        (disclosures, disclosure_relations),
    )
    with context(by, Purpose.SAFEGUARD):
        for rows, relations in kinds:
            some = rows.order_by("id")[:things]
            stands = {str(row.id): relations(by, row, at) for row in some}
            table = rows.model._meta.db_table
            asked[table] = set(stands)
            near[table] = {one for one, how in stands.items() if _may_be_near(how)}
            opened |= {one for one, how in stands.items() if Relation.EMERGENCY in how}
    return asked, near, opened


def _may_be_near(relations: frozenset[Relation]) -> bool:
    return bool(relations & HELD_HERE) and not relations & BARS
