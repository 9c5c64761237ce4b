"""Where the invented customers live: real towns with their postcodes, states and NUTS regions."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt


class Town(NamedTuple):
    """A town: how many of the customers live there beside the others, and some of its postcodes."""

    city: str
    state: str
    nuts: str
    weight: float
    zips: tuple[str, ...]


STATES = {
    "DE1": "Baden-Württemberg", "DE2": "Bayern", "DE3": "Berlin", "DE4": "Brandenburg", "DE5": "Bremen",
    "DE6": "Hamburg", "DE7": "Hessen", "DE8": "Mecklenburg-Vorpommern", "DE9": "Niedersachsen",
    "DEA": "Nordrhein-Westfalen", "DEB": "Rheinland-Pfalz", "DEC": "Saarland", "DED": "Sachsen",
    "DEE": "Sachsen-Anhalt", "DEF": "Schleswig-Holstein", "DEG": "Thüringen", "AT13": "Wien", "AT22": "Steiermark",
    "AT32": "Salzburg",
}  # fmt: skip

_LIST = """
DE1 Stuttgart 30 70173 70176 70372 70565
DE1 Karlsruhe 14 76131 76133 76185
DE1 Mannheim 14 68159 68161 68305
DE1 Freiburg im Breisgau 12 79098 79104 79111
DE1 Heidelberg 8 69115 69117 69121
DE1 Ulm 7 89073 89075 89077
DE1 Tübingen 5 72070 72072 72074
DE1 Konstanz 4 78462 78464 78467
DE2 München 55 80331 80337 80636 80799 81541 81667
DE2 Nürnberg 22 90402 90408 90443 90459
DE2 Augsburg 14 86150 86152 86159
DE2 Regensburg 9 93047 93049 93053
DE2 Würzburg 8 97070 97072 97080
DE2 Erlangen 6 91052 91054 91058
DE2 Bamberg 5 96047 96049 96052
DE2 Rosenheim 4 83022 83024 83026
DE2 Passau 4 94032 94034 94036
DE3 Berlin 80 10115 10247 10405 10585 10823 10967 12043 12161 13353
DE4 Potsdam 7 14467 14469 14482
DE4 Cottbus 4 03042 03044 03046
DE5 Bremen 14 28195 28203 28209 28359
DE5 Bremerhaven 3 27568 27570 27576
DE6 Hamburg 50 20095 20144 20255 20357 22087 22303 22761
DE7 Frankfurt am Main 26 60311 60316 60385 60486 60594
DE7 Wiesbaden 9 65183 65185 65193
DE7 Kassel 8 34117 34119 34125
DE7 Darmstadt 7 64283 64285 64289
DE7 Marburg 3 35037 35039 35041
DE8 Rostock 8 18055 18057 18059
DE8 Schwerin 4 19053 19055 19057
DE8 Greifswald 3 17489 17491 17493
DE9 Hannover 20 30159 30161 30167 30449
DE9 Braunschweig 9 38100 38102 38106
DE9 Oldenburg 8 26121 26122 26131
DE9 Osnabrück 7 49074 49076 49080
DE9 Göttingen 6 37073 37075 37081
DE9 Lüneburg 4 21335 21337 21339
DE9 Emden 3 26721 26723 26725
DEA Köln 40 50667 50674 50733 50823 50937 51063
DEA Düsseldorf 26 40210 40213 40227 40474 40593
DEA Dortmund 18 44135 44137 44227 44263
DEA Essen 17 45127 45130 45136 45239
DEA Bonn 14 53111 53113 53127 53173
DEA Münster 13 48143 48147 48151 48161
DEA Bielefeld 10 33602 33604 33615
DEA Aachen 8 52062 52064 52070
DEA Wuppertal 8 42103 42105 42117
DEA Paderborn 5 33098 33100 33102
DEA Siegen 4 57072 57074 57076
DEB Mainz 9 55116 55118 55131
DEB Koblenz 6 56068 56070 56073
DEB Trier 5 54290 54292 54295
DEB Kaiserslautern 4 67655 67657 67663
DEC Saarbrücken 8 66111 66113 66121
DED Leipzig 20 04103 04105 04109 04229 04277
DED Dresden 18 01067 01069 01097 01309
DED Chemnitz 7 09111 09113 09126
DEE Halle (Saale) 8 06108 06110 06114
DEE Magdeburg 8 39104 39108 39112
DEF Kiel 9 24103 24105 24114
DEF Lübeck 8 23552 23554 23564
DEF Flensburg 4 24937 24939 24943
DEG Erfurt 8 99084 99089 99096
DEG Jena 5 07743 07745 07749
DEG Weimar 3 99423 99425 99427
AT13 Wien 4 1010 1070 1180
AT22 Graz 2 8010 8020 8042
AT32 Salzburg 2 5020 5023 5026
"""


def _read(line: str) -> Town:
    nuts, *words = line.split()
    at = next(place for place, word in enumerate(words) if word.isdigit())
    return Town(" ".join(words[:at]), STATES[nuts], nuts, float(words[at]), tuple(words[at + 1 :]))


TOWNS = tuple(_read(line) for line in _LIST.strip().splitlines())
PLACES = tuple((town, code) for town in TOWNS for code in town.zips)
"""Every postcode with its town."""


def drawn(dice: np.random.Generator, many: int) -> npt.NDArray[np.int64]:
    """Places of so many customers, as positions in PLACES."""
    weights = np.array([town.weight / len(town.zips) for town, _ in PLACES])
    return dice.choice(len(PLACES), many, p=weights / weights.sum())
