"""Notifications waiting to be sent: a fixed template, a reference and a link."""

import uuid

from django.db import models


class Email(models.Model):
    """One notification, written in the transaction of the act it tells of."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(null=True)
    template = models.CharField(max_length=40)
    to_address = models.EmailField(max_length=254)
    reference = models.CharField(max_length=20)
    path = models.CharField(max_length=120)
    queued_at = models.DateTimeField()

    class Meta:
        db_table = "outbox_email"


class EmailSent(models.Model):
    """The mail server took the message; there may be more than one row, never fewer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(null=True)
    email = models.ForeignKey(Email, models.PROTECT, related_name="sent")
    at = models.DateTimeField()

    class Meta:
        db_table = "outbox_email_sent"
