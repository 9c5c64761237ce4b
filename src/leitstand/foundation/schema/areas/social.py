"""Social media: accounts, posts with their daily counters, reactions and mentions."""

from __future__ import annotations

from leitstand.foundation.schema.columns import boolean, date, enum, instant, integer, key, number, personal, ref, text
from leitstand.foundation.schema.contract import Privacy, Table
from leitstand.foundation.text import Text

_ACCOUNT_DAY = Table(
    name="social_account_day",
    meaning=Text(
        de="Tageszahlen eines eigenen Kontos; die Plattformen löschen ihre Vergangenheit, darum täglich festgehalten",
        en="Daily figures of an own account; platforms withdraw their history, so they are kept day by day",
    ),
    columns=(
        text("account_id", "Eigenes Konto auf der Plattform", "Own account on the platform"),
        text("platform", "Plattform", "Platform"),
        date("day", "Tag", "Day"),
        integer("followers", "people", "Follower (Bestand)", "Followers (stock)"),
        integer("follows_gained", "people", "Neue Follower", "Followers gained"),
        integer("follows_lost", "people", "Verlorene Follower", "Followers lost"),
        integer("views", "views", "Aufrufe", "Views"),
        integer("impressions", "views", "Einblendungen, falls noch gemeldet", "Impressions, if still reported"),
        integer("reach_unique", "people", "Erreichte Personen", "People reached"),
        text("definition_version", "Fassung der Zählweise der Plattform", "Version of the platform's definition"),
    ),
    key=("account_id", "platform", "day"),
    event_time="day",
)

_POST = Table(
    name="social_post",
    meaning=Text(de="Beitrag des Unternehmens", en="Post by the company"),
    columns=(
        key("post_id", "Beitrag", "Post"),
        text("account_id", "Eigenes Konto auf der Plattform", "Own account on the platform"),
        text("platform", "Plattform", "Platform"),
        instant("published_at", "Veröffentlicht", "Published"),
        enum(
            "content_type",
            ("text", "image", "carousel", "video", "reel", "story", "link", "poll", "live"),
            "Art des Inhalts",
            "Content type",
        ),
        text("topic", "Thema", "Topic"),
        boolean("is_paid", "Bezahlte Verbreitung", "Paid distribution"),
        text("text", "Wortlaut", "Wording", Privacy.FREE_TEXT),
        ref("campaign_id", "campaign", "Kampagne", "Campaign"),
    ),
    key=("post_id",),
    event_time="published_at",
)

_POST_SNAPSHOT = Table(
    name="social_post_snapshot",
    meaning=Text(
        de="Zählerstände eines Beitrags zu einem Zeitpunkt, seit der Veröffentlichung aufgelaufen",
        en="Counters of a post at a point in time, cumulative since publication",
    ),
    columns=(
        ref("post_id", "social_post", "Beitrag", "Post"),
        instant("snapshot_at", "Abgelesen", "Read off"),
        integer("views", "views", "Aufrufe", "Views"),
        integer("reach_unique", "people", "Erreichte Personen", "People reached"),
        integer("reactions", "reactions", "Reaktionen", "Reactions"),
        integer("comments", "comments", "Kommentare", "Comments"),
        integer("shares", "shares", "Geteilt", "Shares"),
        integer("saves", "saves", "Gespeichert", "Saves"),
        integer("link_clicks", "clicks", "Klicks auf Verweise", "Link clicks"),
        integer("video_3s", "views", "Videoaufrufe ab 3 Sekunden", "Video views of 3 seconds or more"),
    ),
    key=("post_id", "snapshot_at"),
    capture_time="snapshot_at",
)

_INTERACTION = Table(
    name="social_interaction",
    meaning=Text(de="Reaktion einer Person auf einen Beitrag", en="A person's interaction with a post"),
    columns=personal(
        key("interaction_id", "Interaktion", "Interaction"),
        ref("post_id", "social_post", "Beitrag", "Post"),
        instant("occurred_at", "Geschehen", "Occurred"),
        enum(
            "kind",
            ("reaction", "comment", "share", "save", "click", "mention", "message"),
            "Art der Interaktion",
            "Kind of interaction",
        ),
        text("actor_ref", "Handelnde Person auf der Plattform", "Acting person on the platform", Privacy.ONLINE),
        ref("customer_key", "customer", "Kunde, falls bekannt", "Customer, if known"),
        boolean("is_prospect", "Interessent, falls bekannt", "Prospect, if known"),
        text("text", "Wortlaut", "Wording", Privacy.FREE_TEXT),
        number("sentiment", "-1 to 1", "Stimmung, falls ermittelt", "Sentiment, if determined"),
        boolean("needs_reply", "Antwort nötig", "Needs a reply"),
        instant("replied_at", "Beantwortet", "Replied"),
    ),
    key=("interaction_id",),
    event_time="occurred_at",
    later=("replied_at",),
)

_MENTION = Table(
    name="mention",
    meaning=Text(
        de="Öffentliche Erwähnung der eigenen oder einer fremden Marke", en="Public mention of the own or another brand"
    ),
    columns=personal(
        key("mention_id", "Erwähnung", "Mention", Privacy.ONLINE),
        ref("brand_id", "competitor", "Marke, eigene oder eines Wettbewerbers", "Brand, own or a competitor's"),
        text("platform", "Plattform", "Platform"),
        instant("occurred_at", "Erschienen", "Published"),
        integer("reach_est", "people", "Geschätzte Reichweite", "Estimated reach"),
        number("sentiment", "-1 to 1", "Stimmung", "Sentiment"),
    ),
    key=("mention_id",),
    event_time="occurred_at",
)

TABLES = (_ACCOUNT_DAY, _POST, _POST_SNAPSHOT, _INTERACTION, _MENTION)
