"""Lets a visitor into the invented company: an administrator, and the link that signs them in once."""

from __future__ import annotations

from leitstand.foundation.home import Home
from leitstand.foundation.text import Language

ADDRESS = "anna.moor@lindmoor.example"
NAME = "Anna Moor"


def link(home: Home, language: Language) -> str:
    """The path of a link that works once, within a day; the visitor is made where they are not there yet."""
    from leitstand.control.account import services as accounts
    from leitstand.control.ledger import services as ledger
    from leitstand.jobs.links import Links

    alias = Links.of(home).alias
    if all(one.email != ADDRESS for one in accounts.users(alias)):
        ledger.set_setting(alias, "second_factor_may_wait", True)  # its persons are invented
        accounts.add(alias, ADDRESS, "administrator", by="demo", name=NAME, language=language)
    return f"/signin/link/{accounts.make_link(alias, ADDRESS, by='demo')}"
