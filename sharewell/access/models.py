"""Idempotency: a submit that arrives twice is carried out once."""

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
