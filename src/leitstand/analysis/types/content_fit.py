"""A kind of posts gets more, or less, out of its reach than the others on a platform."""

from leitstand.analysis.contract import FindingType
from leitstand.foundation.text import Text

TYPE = FindingType(
    title=Text(de="Inhalt und Plattform", en="Content and platform"),
    sentences={
        "more": Text(
            de="Auf {platform} gehen Beiträge mit „{kind}“ mit mehr Interaktion einher{only}: {rate} der Erreichten, "
            "das {effect}-Fache der übrigen (95-%-Bereich {low} bis {high}, {posts} Beiträge).",
            en="On {platform} posts with '{kind}' go along with more interaction{only}: {rate} of those reached, "
            "{effect} times that of the others (95% interval {low} to {high}, {posts} posts).",
        ),
        "less": Text(
            de="Auf {platform} gehen Beiträge mit „{kind}“ mit weniger Interaktion einher{only}: {rate} der "
            "Erreichten, das {effect}-Fache der übrigen (95-%-Bereich {low} bis {high}, {posts} Beiträge).",
            en="On {platform} posts with '{kind}' go along with less interaction{only}: {rate} of those reached, "
            "{effect} times that of the others (95% interval {low} to {high}, {posts} posts).",
        ),
    },
    variant=lambda one: "more" if one.effect > 1 else "less",
    tested=True,
    actionable=0.8,
)
