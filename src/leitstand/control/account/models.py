"""A person who may use Leitstand, how they prove who they are, and what they looked at."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

LINK_HOURS = 24


class Role(models.TextChoices):
    """What somebody may do; each role may do all that the ones before it may."""

    VIEWER = "viewer"
    EMPLOYEE = "employee"
    ANALYST = "analyst"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


class Theme(models.TextChoices):
    """How pages look; auto: as the device is set."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A stored user; without a password nobody can sign in as them. Raises IntegrityError for a known address."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A stored administrator (Django's word for it)."""
        return self.create_user(email, password, **{**fields, "role": Role.ADMINISTRATOR})

    def get_by_natural_key(self, username: str | None) -> User:
        """The user with this address, in whatever case it was typed. Raises User.DoesNotExist."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """email: in small letters, the name to sign in with. team: free word, '' = none. language: 'de' or 'en'.

    scope: the part of the company they may see, one condition ("region=DE1") per line; '' = all. employee_key: of the
    owner in the data that they are. epoch: sessions of an earlier one have ended. renew_factor: their second factor is
    void (phone lost), the next sign-in sets up a new one.
    """

    UNSAID: ClassVar = frozenset({"password"})

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.VIEWER)
    team = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, default="de")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)
    scope = models.TextField(blank=True)
    employee_key = models.BigIntegerField(null=True, blank=True)
    wants_morning_mail = models.BooleanField(default=False)
    theme = models.CharField(max_length=10, choices=Theme.choices, default=Theme.AUTO)
    epoch = models.PositiveIntegerField(default=0)
    renew_factor = models.BooleanField(default=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def scope_words(self) -> list[str]:
        """The conditions of the scope, as Segment.parse takes them."""
        return [line for line in self.scope.splitlines() if line.strip()]


class ApiToken(models.Model):
    """Lets a program ask with the rights of its user. Only a hash is kept. expires_at: null = until it is revoked."""

    UNSAID: ClassVar = frozenset({"hash"})

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)


def end_of_link() -> Any:
    return timezone.now() + timedelta(hours=LINK_HOURS)


class SignInLink(models.Model):
    """Signs somebody in once. Only a hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="links")
    hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=end_of_link)
    used_at = models.DateTimeField(null=True)


class ViewKind(models.TextChoices):
    VIEW = "view"
    EXPORT = "export"
    SEARCH = "search"


class Viewed(models.Model):
    """One person whose name or contact data somebody saw; never changed. key: of the customer. page: where. reason:
    why, where a page asks for it."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT)
    kind = models.CharField(max_length=10, choices=ViewKind.choices)
    key = models.BigIntegerField(db_index=True)
    page = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=500, blank=True)


class SignInEvent(models.Model):
    """What happened at the door. user: null where the address is nobody's (what was typed is not kept: it may be a
    password). address: of the network."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE)
    kind = models.CharField(max_length=32)
    address = models.CharField(max_length=64, blank=True)


class Tried(models.Model):
    """When somebody last tried to get in: at what and as whom is kept as a hash, times as seconds since 1970."""

    whom = models.CharField(max_length=64, unique=True)
    times = models.JSONField(default=list)
