"""What was disclosed, to whom, and every step of it; append-only throughout."""

import uuid

from django.db import models


class Disclosure(models.Model):
    """One sending of chosen items to one inbox, on the strength of one decision."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    recipient_agency_id = models.UUIDField()
    recipient_inbox = models.ForeignKey(
        "agencies.Inbox", models.PROTECT, related_name="disclosures"
    )
    decision = models.ForeignKey(
        "decisions.SharingDecision", models.PROTECT, related_name="disclosures"
    )
    concern_id = models.UUIDField()
    raised_by = models.UUIDField()
    reference = models.CharField(max_length=20, unique=True)
    purpose = models.CharField(max_length=40)
    urgency = models.CharField(max_length=40)
    sent_by = models.UUIDField()
    sent_at = models.DateTimeField()
    salt = models.BinaryField()

    class Meta:
        db_table = "exchange_disclosure"
        indexes = [models.Index(fields=["concern_id"], name="disclosure_of_concern")]


class DisclosureItem(models.Model):
    """An immutable sealed copy of exactly what was previewed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    recipient_agency_id = models.UUIDField()
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    label = models.CharField(max_length=80)
    text_id = models.UUIDField()
    happened_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    salt = models.BinaryField()

    class Meta:
        db_table = "exchange_disclosure_item"
        constraints = [
            models.UniqueConstraint(
                fields=["disclosure", "position"], name="one_item_per_position"
            )
        ]


class Release(models.Model):
    """Where a hidden family is, for one named worker of the recipient, for a day.

    A separate act of two people of the sender; `text_id` holds what is released and
    `grounds_id` how the worker was verified.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    recipient_agency_id = models.UUIDField()
    recipient_id = models.UUIDField()
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="releases")
    text_id = models.UUIDField()
    grounds_id = models.UUIDField()
    proposed_by = models.UUIDField()
    by = models.UUIDField()
    at = models.DateTimeField()
    ends_at = models.DateTimeField()
    salt = models.BinaryField()

    class Meta:
        db_table = "exchange_release"


class DisclosureStep(models.Model):
    """Opened, answered by voice, acknowledged, what it adds, outcome: with its time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    sender_agency_id = models.UUIDField()
    recipient_agency_id = models.UUIDField()
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=40, blank=True)
    text_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    by = models.UUIDField()
    salt = models.BinaryField()

    class Meta:
        db_table = "exchange_disclosure_step"
        constraints = [
            models.UniqueConstraint(
                fields=["disclosure", "kind"],
                condition=models.Q(kind__in=["acknowledged", "outcome"]),
                name="acknowledged_and_closed_once",
            )
        ]
