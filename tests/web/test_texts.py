"""No word of a template stands outside `{% say %}`: so nothing can be missing in one of the two languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import leitstand

WEB = Path(leitstand.__file__).parent / "web"
TEMPLATES = sorted(WEB.rglob("*.html"))
READ_OUT = re.compile(r"""\s(?:aria-label|placeholder|title|alt|data-label)=(?:"([^"]*)"|'([^']*)')""")
SAME = frozenset(
    {
        "Leitstand",
        "PNG",
        "SVG",
        "CSV",
        "XLSX",
        "PDF",
        "PPTX",
        "Parquet",
        "Deutsch",
        "English",
        "JSON",
        "ZIP",
        "NPS",
        "Excel",
    }
)
"""Names that are the same in both languages."""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_word_is_said_in_both_languages(path: Path) -> None:
    text = re.sub(r"{#.*?#}|<!--.*?-->|{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.S)
    said = re.findall(r"{% say (.*?)%}", text, flags=re.S)
    for one in said:
        assert re.search(r"\bde=", one) and re.search(r"\ben=", one), one
    plain = re.sub(r"{%.*?%}|{{.*?}}", "\0", text, flags=re.S)
    words = [found for pair in READ_OUT.findall(plain) for found in pair]
    words += re.sub(r"<(script|style).*?</\1>|<[^>]*>", "\n", plain, flags=re.S).split("\n")
    wrong = [
        word
        for part in words
        for word in re.findall(r"[A-Za-zÄÖÜäöüß]{3,}", part.replace("\0", " ").replace("&nbsp;", " "))
        if word not in SAME and not re.fullmatch(r"nbsp|amp|lt|gt|mdash|ndash|hellip", word)
    ]  # fmt: skip
    assert not wrong, (path.name, wrong)
