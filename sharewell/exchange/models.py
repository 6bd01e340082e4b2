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


class ExistenceQuestion(models.Model):
    """Somebody asked which other agencies know a child, for what, and why.

    The clock of whoever must answer is set here, so that it is the same whatever is
    found; `who_id` and `reason_id` are sealed for the asking agency alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    about_kind = models.CharField(max_length=20)
    about_id = models.UUIDField()
    reference = models.CharField(max_length=20, unique=True)
    purpose = models.CharField(max_length=20)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    contact_by = models.DateTimeField()
    who_id = models.UUIDField()
    reason_id = models.UUIDField()
    salt = models.BinaryField()

    class Meta:
        db_table = "exchange_existence_question"


class ExistenceCount(models.Model):
    """That somebody asked, and whether it was serious: of whom is not said.

    Apart from the question, which its asker stops seeing once kept out of the record:
    whoever declared a conflict after each question would have asked nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    is_serious = models.BooleanField()

    class Meta:
        db_table = "exchange_existence_count"
        indexes = [
            models.Index(fields=["agency_id", "asked_at"], name="asked_of_late"),
        ]


class ExistenceLook(models.Model):
    """What a question found that is hidden: written and read by who_holds.sql alone.

    One row for every question, whatever was found. `owed` is agency -> its own records
    and its key to the reason; each agency fetches its part, and nobody sees the whole.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    # Unique: a question looks once, and cannot be used again to look for others.
    question_id = models.UUIDField(unique=True)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    purpose = models.CharField(max_length=20)
    reference = models.CharField(max_length=20)
    contact_by = models.DateTimeField()
    cipher_text = models.BinaryField()
    key_version = models.PositiveIntegerField()
    owed = models.JSONField()

    class Meta:
        db_table = "exchange_existence_look"


class ContactOwed(models.Model):
    """The custodian's own row: it keeps the child hidden, and contacts the asker."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    question_id = models.UUIDField()
    asker_agency_id = models.UUIDField()
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    purpose = models.CharField(max_length=20)
    reference = models.CharField(max_length=20)
    contact_by = models.DateTimeField()
    inbox = models.ForeignKey(
        "agencies.Inbox", models.PROTECT, null=True, related_name="contacts"
    )
    reason_id = models.UUIDField()
    salt = models.BinaryField()

    class Meta:
        db_table = "exchange_contact_owed"
        constraints = [
            models.UniqueConstraint(
                fields=["question_id", "agency_id"], name="question_taken_in_once"
            )
        ]


class ContactMatch(models.Model):
    """Which of the custodian's records; a sealed one is seen by those named alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    contact = models.ForeignKey(ContactOwed, models.PROTECT, related_name="matches")
    child_id = models.UUIDField()

    class Meta:
        db_table = "exchange_contact_match"


class ContactAnswer(models.Model):
    """How and when the asker was contacted, or why not."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    contact = models.OneToOneField(ContactOwed, models.PROTECT, related_name="answer")
    outcome = models.CharField(max_length=20)
    contacted_at = models.DateTimeField(null=True)
    text_id = models.UUIDField()
    by = models.UUIDField()
    at = models.DateTimeField()
    salt = models.BinaryField()

    class Meta:
        db_table = "exchange_contact_answer"
