"""Agencies, their inboxes, and who has been appointed to what."""

import uuid

from django.conf import settings
from django.db import models


class Agency(models.Model):
    """An organisation of the partnership: part of the directory every member reads."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=40)
    area = models.CharField(max_length=80)
    founded_at = models.DateTimeField()

    class Meta:
        db_table = "agencies_agency"


class Inbox(models.Model):
    """A role that work is sent to, so that absence of one person never stops it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254)
    phone = models.CharField(max_length=40)
    out_of_hours_phone = models.CharField(max_length=40)
    opened_at = models.DateTimeField()

    class Meta:
        db_table = "agencies_inbox"


class InboxClosure(models.Model):
    """An inbox that takes nothing more, and where its work goes now."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    inbox = models.OneToOneField(Inbox, models.PROTECT, related_name="closure")
    successor = models.ForeignKey(
        Inbox, models.PROTECT, null=True, related_name="predecessors"
    )
    at = models.DateTimeField()

    class Meta:
        db_table = "agencies_inbox_closure"


class Practitioner(models.Model):
    """A person who works with children; a member of the directory."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="practitioner"
    )
    name = models.CharField(max_length=120)
    call_back_phone = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "agencies_practitioner"


class Appointment(models.Model):
    """A role of one person in one agency, from a time; ended by an AppointmentEnd."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    practitioner = models.ForeignKey(
        Practitioner, models.PROTECT, related_name="appointments"
    )
    role = models.CharField(max_length=40)
    team = models.CharField(max_length=80)
    is_pooled = models.BooleanField(default=False)
    starts_at = models.DateTimeField()

    class Meta:
        db_table = "agencies_appointment"


class AppointmentEnd(models.Model):
    """The person left the role; it ends at the next request after `at`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    appointment = models.OneToOneField(Appointment, models.PROTECT, related_name="end")
    at = models.DateTimeField()

    class Meta:
        db_table = "agencies_appointment_end"
