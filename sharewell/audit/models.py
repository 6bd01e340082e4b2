"""The ledger's store: staged leaves, and the tree heads the sequencer makes of them."""

import uuid

from django.db import models


class LedgerLeaf(models.Model):
    """One entry, written in the transaction of the act it records.

    `entry` holds the canonical bytes and is what is hashed; the columns beside it are
    for look-up only and are compared with it by the verification. `index` is set once
    by the sequencer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(null=True)
    event = models.CharField(max_length=80)
    object_kind = models.CharField(max_length=80, blank=True)
    object_id = models.UUIDField(null=True)
    entry = models.BinaryField()
    leaf_hash = models.BinaryField()
    index = models.BigIntegerField(null=True, unique=True)

    class Meta:
        db_table = "audit_ledger_leaf"
        indexes = [
            models.Index(
                fields=["id"],
                name="unsequenced_leaf",
                condition=models.Q(index__isnull=True),
            ),
            models.Index(fields=["object_id"], name="leaf_by_object"),
        ]


class TreeHead(models.Model):
    """The Merkle root over the first `size` leaves, and the edge to go on from."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    edge = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        db_table = "audit_tree_head"


class Checkpoint(models.Model):
    """The signed note over the tree head of the same size, as it is published."""

    size = models.BigIntegerField(primary_key=True)
    note = models.BinaryField()

    class Meta:
        db_table = "audit_checkpoint"


class TreeNode(models.Model):
    """The hash over 256, 65,536, ... leaves: a proof need not read them all.

    `place` is level and number in one (see `sharewell.core.ledger.growing`).
    """

    place = models.BigIntegerField(primary_key=True)
    hash = models.BinaryField()

    class Meta:
        db_table = "audit_tree_node"
