"""Where sealed text is kept: the cipher text once, a wrapped key for each reader."""

import uuid

from django.db import models


class SealedText(models.Model):
    """One sealed value; which record and field it belongs to is part of the seal."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    record_kind = models.CharField(max_length=40)
    record_id = models.UUIDField()
    field = models.CharField(max_length=40)
    revision = models.PositiveIntegerField(default=1)
    cipher_text = models.BinaryField()

    class Meta:
        db_table = "keys_sealed_text"
        constraints = [
            models.UniqueConstraint(
                fields=["record_id", "field", "revision"], name="one_seal_per_revision"
            )
        ]


class KeyWrap(models.Model):
    """The data key of one sealed text, wrapped for one agency that may read it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed_id = models.UUIDField()
    agency_id = models.UUIDField(editable=False)
    custodian_id = models.UUIDField()
    # Under whose key it is too; none in wraps of the first format.
    subject_id = models.UUIDField(null=True)
    key_version = models.PositiveIntegerField()
    wrapped = models.BinaryField()

    class Meta:
        db_table = "keys_key_wrap"
        constraints = [
            models.UniqueConstraint(
                fields=["sealed_id", "agency_id"], name="one_wrap_per_reader"
            )
        ]
        indexes = [
            models.Index(fields=["agency_id", "subject_id"], name="wrap_by_subject")
        ]
