"""What an account remembers of its secrets: one-time codes that were used, passwords that were worn."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class UsedCode(models.Model):
    """A time step (RFC 6238) whose code was used. The constraint, not a cache, makes a code work once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    counter = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "counter"], name="accounts_code_used_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.counter}"


class WornPassword(models.Model):
    """The hash of a password that the account has, or had; the newest is the present one."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    hash = models.CharField(max_length=255)
    set_at = models.DateTimeField(default=timezone.now)
    temporary = models.BooleanField(default=False)
    """Set by somebody else: its owner replaces it at the next log-in."""

    class Meta:
        ordering = ["-set_at", "-id"]
        indexes = [models.Index(fields=["user", "-set_at"], name="accounts_worn_by_user")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.set_at:%Y-%m-%d}"
