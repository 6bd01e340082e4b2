"""One agency's record of a child: names, dates and identifiers as it holds them."""

import uuid

from django.db import models


class ChildRecord(models.Model):
    """A child as one agency knows the child; never shared as such with another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    reference = models.CharField(max_length=20, unique=True)
    created_at = models.DateTimeField()
    created_by = models.UUIDField()

    class Meta:
        db_table = "children_child_record"


class ChildName(models.Model):
    """A name the agency knows the child by, and the date of birth it goes with.

    Append-only: a correction is a later row, and the first name stays to be found.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    child = models.ForeignKey(ChildRecord, models.PROTECT, related_name="names")
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    normalised = models.CharField(max_length=220, db_index=True)
    born_on = models.DateField(null=True)
    sequence = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "children_child_name"
        constraints = [
            models.UniqueConstraint(
                fields=["child", "sequence"], name="one_name_per_sequence"
            )
        ]


class ChildIdentifier(models.Model):
    """An NHS number, pupil number or the agency's own number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    child = models.ForeignKey(ChildRecord, models.PROTECT, related_name="identifiers")
    scheme = models.CharField(max_length=20)
    value = models.CharField(max_length=40, db_index=True)

    class Meta:
        db_table = "children_child_identifier"


class ChildDetail(models.Model):
    """Something else held about the child, sealed: address, school, parent, note.

    `locates` marks what would lead somebody to where the child is. Where the family is
    hidden such a detail leaves in no disclosure (design, section 2, rule 5).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    child = models.ForeignKey(ChildRecord, models.PROTECT, related_name="details")
    kind = models.CharField(max_length=40)
    text_id = models.UUIDField()
    locates = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "children_child_detail"


class Concealment(models.Model):
    """From this row on the child's family is hidden from somebody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    child = models.ForeignKey(ChildRecord, models.PROTECT, related_name="concealments")
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Meta:
        db_table = "children_concealment"


class LegalHold(models.Model):
    """The child's record is kept whatever else would let it go, until this ends."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    child = models.ForeignKey(ChildRecord, models.PROTECT, related_name="holds")
    ground = models.CharField(max_length=30)
    placed_by = models.UUIDField()
    placed_at = models.DateTimeField()
    salt = models.BinaryField()

    class Meta:
        db_table = "children_legal_hold"


class LegalHoldEnd(models.Model):
    """The hold is lifted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    child = models.ForeignKey(ChildRecord, models.PROTECT, related_name="+")
    hold = models.OneToOneField(LegalHold, models.PROTECT, related_name="end")
    by = models.UUIDField()
    at = models.DateTimeField()
    salt = models.BinaryField()

    class Meta:
        db_table = "children_legal_hold_end"


class Erasure(models.Model):
    """An officer asks that a child's record is erased; its steps say what became of it.

    `concerns` are those about several children that a person looked at and included.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    child = models.ForeignKey(ChildRecord, models.PROTECT, related_name="erasures")
    ground = models.CharField(max_length=30)
    concerns = models.JSONField(default=list)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    salt = models.BinaryField()

    class Meta:
        db_table = "children_erasure"


class ErasureStep(models.Model):
    """Agreed, refused, withdrawn or erased; one answer and one end for each.

    `due_at` is when what was agreed will be carried out. `erased` are the records whose
    text no longer opens, as [kind, id], `subjects` the keys that were destroyed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    child = models.ForeignKey(ChildRecord, models.PROTECT, related_name="+")
    erasure = models.ForeignKey(Erasure, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20)
    by = models.UUIDField()
    at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    gone_by = models.DateField(null=True)
    erased = models.JSONField(default=list)
    subjects = models.JSONField(default=list)
    salt = models.BinaryField()

    class Meta:
        db_table = "children_erasure_step"
        constraints = [
            models.UniqueConstraint(
                fields=["erasure"],
                condition=models.Q(kind__in=["agreed", "refused"]),
                name="one_answer_to_an_erasure",
            ),
            models.UniqueConstraint(
                fields=["erasure"],
                condition=models.Q(kind__in=["withdrawn", "erased"]),
                name="one_end_of_an_erasure",
            ),
        ]
