"""Takes the words that name an erased person out of every note of the control database."""

from __future__ import annotations

import json
from collections.abc import Collection

from django.db import connections

from leitstand.control import database  # noqa: F401  (sets Django up: no model can be imported before)

GONE = "[…]"
"""Stands where a name was."""
LEFT = frozenset({"identity_identifier", "identity_key", "account_user", "django_migrations", "django_session"})
"""Tables that know everybody by key, or hold those who work here."""


def sweep(alias: str, words: Collection[str]) -> int:
    """Replaces each of the words wherever it stands in a text or JSON column; how many rows changed.

    Call it inside `database.together`, and scrub afterwards.
    """
    forms = dict.fromkeys(form for word in words for form in (word, json.dumps(word)[1:-1]))
    if not forms:
        return 0
    connection, number = connections[alias], 0
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            if name in LEFT or name.startswith("sqlite_"):
                continue
            cursor.execute(f'PRAGMA table_info("{name}")')
            columns = [
                row[1] for row in cursor.fetchall() if str(row[2]).lower().startswith(("text", "varchar", "char"))
            ]
            for column in columns:
                for form in forms:
                    cursor.execute(
                        f'UPDATE "{name}" SET "{column}" = replace("{column}", %s, %s) WHERE instr("{column}", %s) > 0',
                        [form, GONE, form],
                    )
                    number += cursor.rowcount
    return number
