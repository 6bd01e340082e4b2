"""The login row, its links, and what was used. Who and where she is: `agencies`."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Makes login rows; there is no self-registration."""

    def create_user(self, email: str, password: str | None = None) -> "User":
        """A login for one person, with a usable password only when one is given."""
        user = self.model(id=uuid.uuid4(), email=self.normalize_email(email).lower())
        user.set_password(password)
        user.save(force_insert=True)
        return user


class User(AbstractBaseUser):
    """An e-mail address that can sign in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True, max_length=254)
    is_active = models.BooleanField(default=True)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        db_table = "accounts_user"

    def __str__(self) -> str:
        """No more than the address: this may reach a log."""
        return self.email


class UsedCode(models.Model):
    """A code of a second factor that has opened a session, so that it opens no other.

    The time step is kept rather than the code: one step, one sign-in (RFC 6238, 5.2).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    step = models.BigIntegerField()

    class Meta:
        db_table = "accounts_used_code"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user", "step"], name="one_use_of_each_time_step"
            )
        ]

    def __str__(self) -> str:
        """Neither the code nor whose it was."""
        return f"time step {self.step}"


class UsedWord(models.Model):
    """The hash of something that opens a session once, such as a printed code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        db_table = "accounts_used_word"

    def __str__(self) -> str:
        """Nothing of the word."""
        return "used word"


class AgencyIdentity(models.Model):
    """A login that an agency's provider speaks for, as its administrator said."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    issuer = models.CharField(max_length=500)
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField()

    class Meta:
        db_table = "accounts_agency_identity"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["issuer", "subject"], name="one_login_of_each_subject"
            ),
            models.UniqueConstraint(
                fields=["user", "agency_id"], name="one_subject_of_each_login"
            ),
        ]

    def __str__(self) -> str:
        """Neither whose nor where."""
        return "link of a login"


class SetUpLink(models.Model):
    """A link with which somebody sets a password, once; the link itself is not here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency_id = models.UUIDField(editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    # Used, or taken back.
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_set_up_link"

    def __str__(self) -> str:
        """Neither whose nor where."""
        return "set-up link"


class SignIn(models.Model):
    """One session of one login, as long as nobody has ended it from elsewhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    device = models.CharField(max_length=60)
    is_shared = models.BooleanField()
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_sign_in"

    def __str__(self) -> str:
        """Neither whose nor where."""
        return "sign-in"
