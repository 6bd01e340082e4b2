"""The login row and used codes. Who the person is, and where she works: `agencies`."""

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
