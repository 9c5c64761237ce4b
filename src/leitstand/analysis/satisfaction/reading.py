"""Takes German and English texts apart into the stems of the words that say something."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]{3,}")
FOLDED = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "é": "e", "è": "e", "á": "a", "à": "a"})
ENDINGS = ("ungen", "ings", "ung", "ing", "est", "em", "en", "er", "es", "et", "ed", "ly", "e", "s", "n")
LEAST_STEM = 4
LEAST_PART = 5
"""Letters of a word that is recognised within a compound."""

GERMAN = """
aber alle allem allen aller alles als also am an andere anderen anderer anderes auch auf aus außerdem bei beim bereits
bin bis bist bitte bloß circa da dabei dadurch dafür dagegen daher damit danach danke dann daran darauf daraus darf
darin darüber darum das dass davon dazu dein deine dem den denen denn dennoch der deren des deshalb dessen dich die dies
diese diesem diesen dieser dieses dir doch dort durch ebenso eigentlich ein eine einem einen einer eines einfach einige
einmal er erst es etwa etwas euch euer eure falls fast für ganz gar gegen gehabt geht gemacht gerade gern gerne gewesen
gibt gleich gute guten hab habe haben hallo hat hatte hatten hätte hätten her hier hin hinter ich ihm ihn ihnen ihr ihre
ihrem ihren ihrer ihres im immer in indem ins ist ja jede jedem jeden jeder jedes jedoch jemand jetzt kann kein keine
keinem keinen keiner können könnte könnten leider letzte letzten lieber liebe machen machte man manche mehr mein meine
meinem meinen meiner mich mir mit mal möchte möchten muss müssen musste nach nachdem nein nicht nichts nie niemand noch
nun nur ob oben oder ohne recht schon sehr sei sein seine seinem seinen seiner seit selbst sich sie sind so sogar solche
soll sollte sollten somit sondern sonst soweit sowie statt steht tag trotz trotzdem über überhaupt um und uns unser
unsere unserem unseren unserer unter viel viele vielen vielleicht vom von vor wann war waren wäre wären warum was wegen
weil weiter welche welchem welchen welcher welches wem wen wenig wenn wer werde werden wie wieder will wir wird wirklich
wirst wo wollen wollte worden wurde wurden würde würden zu zum zur zwar zwischen grüße gruß freundliche freundlichen
geehrte geehrter damen herren mfg inzwischen sollen lag ging kam kommt kommen ließ lassen gekommen kunde kunden kundin
"""
ENGLISH = """
a about above after again all also although always am an and any are aren as at back be because been before being below
between both but by can cannot could couldn did didn do does doesn doing don down during each even ever every few for
from further get gets getting go going got had hadn has hasn have haven having he hello her here hers him his how i if
in into is isn it its itself just last let like made make me more most much my myself need new no nor not now of off on
once one only or other our ours out over own please really said same say she should shouldn since so some still such
than thank thanks that the their theirs them then there these they thing things this those through to too two under
until up us very via want was wasn way we well were weren what when where which while who whom why will with within
without won would wouldn yes yet you your yours yourself regards dear sir madam hi amp
"""
STOP = frozenset((GERMAN + ENGLISH).split())


@dataclass(frozen=True, slots=True)
class Reading:
    """stems: of every text, in their order. words: stem → how it is written most often."""

    stems: list[list[str]]
    words: dict[str, str]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The word without its ending; what German and English inflect alike falls together.

    >>> [stem(word) for word in ("Lieferungen", "liefern", "Häuser", "waiting", "waited")]
    ['liefer', 'liefer', 'haus', 'wait', 'wait']
    """
    plain = word.lower().translate(FOLDED)
    for ending in ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= LEAST_STEM:
            return plain[: -len(ending)]
    return plain


def read(texts: Iterable[str], least: int) -> Reading:
    """Reads texts. A compound counts as its parts too, where these are words that stand in at least `least` texts."""
    spelled: dict[str, Counter[str]] = {}
    stems: list[list[str]] = []
    for text in texts:
        own = []
        for word in WORD.findall(text):
            if word.lower() in STOP:
                continue
            root = stem(word)
            spelled.setdefault(root, Counter())[word] += 1
            own.append(root)
        stems.append(own)
    common = _common(stems, least)
    parts = {root: _parts(root, common) for root in spelled}
    words = {root: min(forms, key=lambda form: (-forms[form], form)) for root, forms in spelled.items()}
    return Reading([[part for root in own for part in (root, *parts[root])] for own in stems], words)


def _common(stems: Sequence[Sequence[str]], least: int) -> frozenset[str]:
    counts = Counter(root for own in stems for root in set(own))
    return frozenset(root for root, count in counts.items() if count >= least and len(root) >= LEAST_PART)


def _parts(root: str, common: frozenset[str]) -> tuple[str, ...]:
    """The common words that it begins and ends with, the longest of each: paketlieferung → paket, lieferung."""
    sizes = range(len(root) - 3, LEAST_PART - 1, -1)
    first = next((root[:size] for size in sizes if root[:size] in common), None)
    last = next((root[-size:] for size in sizes if root[-size:] in common), None)
    return tuple(part for part in (first, last) if part)
