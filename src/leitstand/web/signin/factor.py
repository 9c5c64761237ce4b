"""The second factor: codes of an authenticator app, and codes on paper for when the phone is lost."""

from __future__ import annotations

import io
import secrets

from django.db import transaction
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from leitstand.control.account import entrance
from leitstand.control.account.models import Role, User
from leitstand.control.ledger import services as ledger

SETTING = "second_factor"
"""off, persons (those whose role sees names) or all."""
MAY_WAIT = "second_factor_may_wait"
"""True in a home to try things out: nobody is asked to set up a second factor."""
PERSONS = frozenset({Role.EMPLOYEE, Role.MANAGER, Role.ADMINISTRATOR})
RECOVERY_CODES = 10


def has(user: User) -> bool:
    """Whether they have set one up that is not void."""
    if user.renew_factor:
        drop(user)
        User.objects.filter(pk=user.pk).update(renew_factor=False)
        user.renew_factor = False
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def needed(user: User) -> bool:
    """Whether they must have one."""
    when = ledger.setting("default", SETTING, "persons")
    if when == "off" or ledger.setting("default", MAY_WAIT, False):
        return False
    return bool(when == "all" or user.role in PERSONS)


def right(user: User, code: str) -> bool:
    """Whether the code is theirs and was not used before. Too many tries are wrong whatever they say."""
    whom, given = f"factor {user.pk}", "".join(code.split()).replace("-", "").lower()
    if not entrance.may_try("default", whom):
        return False
    with transaction.atomic():  # two at once with the same code: the second sees what the first used up
        devices = [*TOTPDevice.objects.filter(user=user, confirmed=True), *StaticDevice.objects.filter(user=user)]
        found = any(one.verify_token(given) for one in devices)
    if found:
        entrance.succeeded("default", whom)
    return found


def proposed(user: User) -> TOTPDevice:
    """The device that is being set up: the same one until it is confirmed."""
    found = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return found or TOTPDevice.objects.create(user=user, name="app", confirmed=False)


def confirm(user: User, code: str) -> list[str] | None:
    """Takes the proposed device for theirs if the code is right; answers the recovery codes, None if it is wrong."""
    whom = f"new factor {user.pk}"
    if not entrance.may_try("default", whom):
        return None
    with transaction.atomic():
        device = proposed(user)
        if not device.verify_token("".join(code.split())):
            return None
        TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
        device.confirmed = True
        device.save()
        entrance.succeeded("default", whom)
        return recovery_codes(user)


def recovery_codes(user: User) -> list[str]:
    """New codes that work once each; the earlier ones no longer work."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="paper")
    codes = [secrets.token_hex(5) for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create([StaticToken(device=device, token=code) for code in codes])
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def drop(user: User) -> None:
    """They have none any more."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def picture(device: TOTPDevice) -> bytes:
    """The QR code that an authenticator app reads, as SVG."""
    import segno

    out = io.BytesIO()
    segno.make(device.config_url, error="m").save(out, kind="svg", scale=5, border=3, light="#fff")
    return out.getvalue()
