"""What the door keeps: submits, who is kept out, what is sealed, emergencies."""

import uuid

from django.db import models


class SubmittedOnce(models.Model):
    """One accepted submit; the pair of actor and key is unique for ever."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(null=True)
    actor_id = models.UUIDField()
    key = models.CharField(max_length=64)
    request_hash = models.CharField(max_length=64)
    result = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        db_table = "access_submitted_once"
        constraints = [
            models.UniqueConstraint(
                fields=["actor_id", "key"], name="one_submit_per_actor_and_key"
            )
        ]


class Conflict(models.Model):
    """Somebody of the agency is connected to the family: kept out from this row on.

    `about_id` is a child's record, a concern or a disclosure; what hangs on it is
    closed with it. Ended by a ConflictEnd, to which two people agreed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    practitioner_id = models.UUIDField()
    about_kind = models.CharField(max_length=20)
    about_id = models.UUIDField()
    reference = models.CharField(max_length=20)
    reason = models.CharField(max_length=30)
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()
    salt = models.BinaryField()

    class Meta:
        db_table = "access_conflict"
        indexes = [
            models.Index(
                fields=["agency_id", "practitioner_id"], name="conflict_of_practitioner"
            )
        ]


class ConflictEnd(models.Model):
    """The conflict was recorded in error, or is over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    conflict = models.OneToOneField(Conflict, models.PROTECT, related_name="end")
    by = models.UUIDField()
    at = models.DateTimeField()
    salt = models.BinaryField()

    class Meta:
        db_table = "access_conflict_end"


class Seal(models.Model):
    """Only those named may open it, whatever their role; `about_id` as in Conflict."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    about_kind = models.CharField(max_length=20)
    about_id = models.UUIDField()
    reference = models.CharField(max_length=20)
    sealed_by = models.UUIDField()
    sealed_at = models.DateTimeField()
    salt = models.BinaryField()

    class Meta:
        db_table = "access_seal"
        indexes = [models.Index(fields=["agency_id"], name="seal_of_agency")]


class SealName(models.Model):
    """A name on the list of a sealed record."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    seal = models.ForeignKey(Seal, models.PROTECT, related_name="names")
    practitioner_id = models.UUIDField()
    by = models.UUIDField()
    at = models.DateTimeField()
    salt = models.BinaryField()

    class Meta:
        db_table = "access_seal_name"


class SealLift(models.Model):
    """The record is an ordinary one again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    seal = models.OneToOneField(Seal, models.PROTECT, related_name="lift")
    by = models.UUIDField()
    at = models.DateTimeField()
    salt = models.BinaryField()

    class Meta:
        db_table = "access_seal_lift"


class Proposal(models.Model):
    """Something that lets more people in: done once a second person agrees.

    `subject_id` is the conflict, the seal or the practitioner that it changes; `words`
    hold what the kind of proposal needs beside (a role, a team).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    person_id = models.UUIDField(null=True)
    words = models.JSONField(default=dict)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    salt = models.BinaryField()

    class Meta:
        db_table = "access_proposal"


class ProposalAnswer(models.Model):
    """What the second person said."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="answer")
    agreed = models.BooleanField()
    by = models.UUIDField()
    at = models.DateTimeField()
    salt = models.BinaryField()

    class Meta:
        db_table = "access_proposal_answer"


class Emergency(models.Model):
    """One person opened one ordinary record without a permit, for a short time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    practitioner_id = models.UUIDField()
    about_kind = models.CharField(max_length=20)
    about_id = models.UUIDField()
    reference = models.CharField(max_length=20)
    reason_id = models.UUIDField()
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    salt = models.BinaryField()

    class Meta:
        db_table = "access_emergency"


class EmergencyReview(models.Model):
    """Whether there was a reason, by somebody else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    emergency = models.OneToOneField(Emergency, models.PROTECT, related_name="review")
    was_justified = models.BooleanField()
    text_id = models.UUIDField()
    by = models.UUIDField()
    at = models.DateTimeField()
    salt = models.BinaryField()

    class Meta:
        db_table = "access_emergency_review"
