"""Concerns, what is written about them, decisions, drafts and tasks.

All but drafts are append-only: a correction is a later row that names the earlier one.
`salt` belongs to the ledger's commitment to the row's content.
"""

import uuid

from django.db import models


class Concern(models.Model):
    """Something noticed about a child, or a request for information, for an adviser."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    reference = models.CharField(max_length=20, unique=True)
    origin = models.CharField(max_length=20)
    raised_by = models.UUIDField()
    raised_at = models.DateTimeField()
    inbox = models.ForeignKey(
        "agencies.Inbox", models.PROTECT, null=True, related_name="concerns"
    )
    safe_now = models.CharField(max_length=10)
    referred_directly = models.BooleanField(default=False)
    salt = models.BinaryField()

    class Meta:
        db_table = "decisions_concern"


class ConcernEntry(models.Model):
    """One thing written about a concern; fact, words, view, action are kept apart."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="entries")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    text_id = models.UUIDField()
    said_by = models.CharField(max_length=20)
    certainty = models.CharField(max_length=20)
    child_seen = models.CharField(max_length=10)
    happened_on = models.DateField(null=True)
    known_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="corrections"
    )
    salt = models.BinaryField()

    class Meta:
        db_table = "decisions_concern_entry"
        constraints = [
            models.UniqueConstraint(
                fields=["concern", "sequence"], name="one_entry_per_sequence"
            )
        ]


class ConcernChild(models.Model):
    """The concern is about this child; the latest row holds, earlier ones stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="matches")
    sequence = models.PositiveIntegerField()
    child = models.ForeignKey(
        "children.ChildRecord", models.PROTECT, related_name="concerns"
    )
    at = models.DateTimeField()
    by = models.UUIDField()
    salt = models.BinaryField()

    class Meta:
        db_table = "decisions_concern_child"
        constraints = [
            models.UniqueConstraint(
                fields=["concern", "sequence"], name="one_match_per_sequence"
            )
        ]


class SharingDecision(models.Model):
    """What a person decided, with the facts, the advice shown and the reasons."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="decisions")
    sequence = models.PositiveIntegerField()
    reference = models.CharField(max_length=20, unique=True)
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField()
    facts = models.JSONField()
    advice = models.JSONField()
    edition = models.CharField(max_length=64)
    published_on = models.DateField()
    outcome = models.CharField(max_length=20)
    follows_advice = models.BooleanField()
    lawful_basis = models.CharField(max_length=80, blank=True)
    own_view_id = models.UUIDField()
    reasons_id = models.UUIDField()
    salt = models.BinaryField()

    class Meta:
        db_table = "decisions_sharing_decision"
        constraints = [
            models.UniqueConstraint(
                fields=["concern", "sequence"], name="one_decision_per_sequence"
            )
        ]


class Draft(models.Model):
    """Unfinished work, sealed; it belongs to the team, not to one browser."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    team = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    concern = models.ForeignKey(
        Concern, models.PROTECT, null=True, related_name="drafts"
    )
    held_by = models.UUIDField()
    revision = models.PositiveIntegerField()
    text_id = models.UUIDField()
    saved_at = models.DateTimeField()
    state = models.CharField(max_length=20)

    class Meta:
        db_table = "decisions_draft"


class Task(models.Model):
    """Something an inbox owes, with a clock; it keeps rising until somebody answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    inbox = models.ForeignKey("agencies.Inbox", models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=30)
    about_kind = models.CharField(max_length=20)
    about_id = models.UUIDField()
    reference = models.CharField(max_length=20)
    raised_by_agency_id = models.UUIDField()
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta:
        db_table = "decisions_task"


class TaskStep(models.Model):
    """What became of a task: risen, or done."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    task = models.ForeignKey(Task, models.PROTECT, related_name="steps")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        db_table = "decisions_task_step"
        constraints = [
            models.UniqueConstraint(
                fields=["task", "sequence"], name="one_step_per_sequence"
            )
        ]
