"""Reads a drawing back: its words with the boxes they take, and the classes it uses."""

from __future__ import annotations

from xml.etree import ElementTree

from leitstand.reporting.charts.marks import letters
from leitstand.reporting.charts.marks.placing import Box

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ElementTree.Element:
    """The drawing as a tree; raises ParseError where it is no XML."""
    return ElementTree.fromstring(svg)


def texts(svg: str) -> list[tuple[str, Box]]:
    """Words and the boxes they take. The boxes are of the letters, without the room between lines."""
    found = []
    for one in parsed(svg).iter():
        if one.tag.removeprefix(SVG) != "text":
            continue
        size, bold = float(one.get("font-size", "12")), one.get("font-weight") == "600"
        wide = letters.width(one.text or "", size, bold)
        x, y = float(one.get("x", "0")), float(one.get("y", "0"))
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[one.get("text-anchor", "start")]
        found.append((one.text or "", (left, y - 0.74 * size, left + wide, y + 0.18 * size)))
    return found


def overlaps(svg: str) -> list[tuple[str, str]]:
    """Pairs of words that cover each other by more than a hair."""
    found = texts(svg)
    return [
        (one, other)
        for place, (one, (left, top, right, bottom)) in enumerate(found)
        for other, box in found[:place]
        if left + 1 < box[2] and box[0] + 1 < right and top + 1 < box[3] and box[1] + 1 < bottom
    ]


def outside(svg: str) -> list[str]:
    """Words that stand out of the drawing."""
    width, height = (float(one) for one in parsed(svg).get("viewBox", "").split()[2:])
    return [text for text, (left, top, right, bottom) in texts(svg)
            if left < -1 or top < -1 or right > width + 1 or bottom > height + 1]  # fmt: skip


def classes(svg: str) -> set[str]:
    return {name for one in parsed(svg).iter() for name in one.get("class", "").split()}
