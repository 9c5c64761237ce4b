"""Shows what a metric is exactly made up of, down to its smallest parts."""

from __future__ import annotations

from typing import Any

from leitstand.cli.output import Page, print_json
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Language, Text
from leitstand.metrics.compute.tree import Branch, Node, tree
from leitstand.metrics.registry import dimension, find

OPERATORS: dict[str, Text] = {
    "sum": Text(de="Summe aus", en="sum of"),
    "product": Text(de="Produkt aus", en="product of"),
    "ratio": Text(de="Quotient aus", en="quotient of"),
    "weighted": Text(de="gewichtetes Mittel", en="weighted mean"),
}


def show_tree(metric: str | None, language: Language, *, as_json: bool) -> int:
    """Prints the tree. Raises UnusableInput without a metric, UnknownId."""
    if not metric:
        raise UnusableInput(
            Text(de="Von welcher Kennzahl?", en="Of which metric?"),
            Text(
                de="Zum Beispiel `leitstand metrics revenue_net --tree`.",
                en="For example `leitstand metrics revenue_net --tree`.",
            ),
        )
    root = tree(metric)
    if as_json:
        print_json(as_data(root))
    else:
        page = Page(language)
        for depth, line in lines_of(root, language):
            page.say(line, indent=2 * depth)
        if not root.branches:
            page.say(Text(de="Sie lässt sich nicht weiter zerlegen.", en="It cannot be taken apart further."), "quiet")
    return 0


def lines_of(node: Node, language: Language, depth: int = 0) -> list[tuple[int, str]]:
    """Depth and words of every part, from the whole down."""
    sign = "− " if node.sign < 0 else ""
    found = [(depth, f"{sign}{find(node.id).title.get(language)} ({node.id})")]
    for branch in node.branches:
        found.append((depth + 1, f"= {words_of(branch, language)}"))
        for part in branch.parts:
            found += lines_of(part, language, depth + 2)
    return found


def words_of(branch: Branch, language: Language) -> str:
    """ "Summe aus: Menge und Preis", or by which dimension it is split."""
    operator = OPERATORS[branch.identity.operator].get(language)
    if branch.identity.by:
        by = dimension(branch.identity.by).title.get(language)
        return Text(de=f"{operator}: je {by}", en=f"{operator}: per {by}").get(language)
    return f"{operator}: {branch.identity.title.get(language)}"


def as_data(node: Node) -> dict[str, Any]:
    """The tree as plain dictionaries."""
    return {
        "id": node.id,
        "sign": node.sign,
        "title": find(node.id).title.as_dict(),
        "branches": [
            {
                "id": branch.id,
                "title": branch.identity.title.as_dict(),
                "operator": branch.identity.operator,
                "by": branch.identity.by,
                "parts": [as_data(part) for part in branch.parts],
            }
            for branch in node.branches
        ],
    }
