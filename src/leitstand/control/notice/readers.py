"""Who gets something: a person who may sign in, or a plain mail address, each with segment and language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from leitstand.control import database  # noqa: F401  (sets Django up: no model can be imported before)
from leitstand.control.account.models import User
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.segment import Segment
from leitstand.foundation.text import LANGUAGES, Language, Text

ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)*[A-Za-z0-9-]{1,63}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reader:
    """scope: words of what the reader may see, or where it is a plain address, of what the one who named it may see.
    segment: words of what is sent, inside of it."""

    address: str
    language: Language
    scope: tuple[str, ...] = ()
    segment: tuple[str, ...] = ()
    user: User | None = None

    @property
    def where(self) -> tuple[str, ...]:
        """What is sent: scope and segment together."""
        return (*self.scope, *self.segment)


def check_address(address: str) -> str:
    """The address without blanks around it. Raises UnusableInput for anything that is no plain mail address."""
    plain = address.strip()
    if len(plain) > 254 or not ADDRESS.fullmatch(plain):
        raise UnusableInput(
            Text(de=f"„{plain[:80]}“ ist keine Mailadresse.", en=f"'{plain[:80]}' is not a mail address."),
            Text(de="Erwartet wird name@firma.de.", en="Expected name@company.com."),
        )
    return plain


def checked(alias: str, recipients: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Recipients as they are kept: {user} or {address}, segment, language.

    Raises UnusableInput for an address, condition or language that is none, and for a person who may not sign in.
    """
    found = []
    for one in recipients:
        segment = [str(word) for word in one.get("segment", ())]
        Segment.parse(segment)
        language = str(one.get("language") or "")
        if language and language not in LANGUAGES:
            raise UnusableInput(
                Text(de=f"Die Sprache „{language}“ gibt es nicht.", en=f"There is no language '{language}'."),
                Text(de="Es gibt de und en.", en="There are de and en."),
            )
        who: dict[str, Any] = {"address": check_address(str(one["address"]))} if one.get("address") else {}
        if not who:
            if not User.objects.using(alias).filter(id=int(one.get("user") or 0), is_active=True).exists():
                raise UnusableInput(
                    Text(de="Diese Person kann sich nicht anmelden.", en="This person cannot sign in."),
                    Text(de="Wählen Sie jemanden aus der Benutzerliste.", en="Choose somebody of the list of users."),
                )
            who = {"user": int(one["user"])}
        found.append({**who, "segment": segment, "language": language})
    return found


def readers(alias: str, recipients: Iterable[Mapping[str, Any]], owner: User | None) -> list[Reader]:
    """The recipients as they are now; persons who were shut out since get nothing, and nobody where the owner was."""
    people = {one.id: one for one in User.objects.using(alias).filter(is_active=True)}
    found = []
    for one in recipients:
        segment = tuple(one.get("segment", ()))
        if "user" in one:
            user = people.get(one["user"])
            if user is not None:
                found.append(reader_of(user, segment, one.get("language") or ""))
        elif owner is None or owner.is_active:
            language = cast(Language, one.get("language") or (owner.language if owner else "de"))
            found.append(Reader(one["address"], language, scope_of(owner), segment))
    return found


def reader_of(user: User, segment: tuple[str, ...] = (), language: str = "") -> Reader:
    return Reader(user.email, cast(Language, language or user.language), scope_of(user), segment, user)


def scope_of(user: User | None) -> tuple[str, ...]:
    """Words of what a person may see; none is everything."""
    return tuple(user.scope_words) if user else ()
