"""Writes which page answers what, and who may open which address."""

from __future__ import annotations

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "leitstand.web.settings"

from leitstand.control import database  # noqa: F401  (sets Django up: no model can be imported before)

from leitstand.control.account.models import Role  # isort: skip
from leitstand.web.contract import GROUPS, may
from leitstand.web.registry import pages, path_of, permissions


def markdown() -> str:
    """The pages in the order of the navigation, then the permission table."""
    lines = ["## Pages\n", "| page | answers | address | among the first entries of |", "|---|---|---|---|"]
    for page_id, page in pages().items():
        first = ", ".join(role.value for role in Role if role in page.first and may(role, page.role))
        group = GROUPS[page.group].en
        lines.append(
            f"| {group}: {page.title.en} · *{page.title.de}* | {page.summary.en} | `/{path_of(page_id)}` | "
            f"{first if page.place is not None else '–'} |"
        )
    lines += ["\n## Permission table\n", f"| address | method | {' | '.join(role.value for role in Role)} |",
              f"|---|---|{'---|' * len(Role)}"]  # fmt: skip
    for _, address, method, least in permissions():
        marks = " | ".join("yes" if may(role, least) else "" for role in Role)
        lines.append(f"| `{address}` | {method} | {marks} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(markdown(), end="")
