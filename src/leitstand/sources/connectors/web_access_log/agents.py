"""Tells from the name a browser gives itself whether a program or a person called, and with which device."""

from __future__ import annotations

import re

_BOT = re.compile(
    r"bot\b|bot[/\d;_-]|crawl|spider|slurp|mediapartners|facebookexternalhit|feed|rss|reader|fetch|monitor|pingdom|"
    r"uptime|check|curl|wget|python|perl|ruby|java/|libwww|go-http|okhttp|httpclient|http_|headless|phantom|scrapy|"
    r"archiver|validator|preview|scan|nagios|zgrab|masscan|winhttp|lighthouse|^\w+/[\d.]+$|^mozilla/[45]\.0$",
    re.IGNORECASE,
)
_TV = re.compile(r"smart-?tv|hbbtv|appletv|googletv|bravia|roku|web0s|tizen.*tv", re.IGNORECASE)
_TABLET = re.compile(r"ipad|tablet|kindle|silk/|playbook|android(?!.*mobile)", re.IGNORECASE)
_MOBILE = re.compile(r"mobi|iphone|ipod|android|blackberry|opera mini|windows phone|symbian", re.IGNORECASE)
_DESKTOP = re.compile(r"windows nt|macintosh|x11|cros|linux", re.IGNORECASE)

SEARCH = re.compile(
    r"(^|\.)(google|bing|yahoo|duckduckgo|ecosia|baidu|yandex|qwant|startpage|ask|aol)\.", re.IGNORECASE
)
SOCIAL = re.compile(
    r"(^|\.)(facebook|instagram|linkedin|lnkd|xing|twitter|t|x|youtube|pinterest|reddit|tiktok)\.(com|co|in|de)$",
    re.IGNORECASE,
)


def is_bot(agent: str | None) -> bool | None:
    """None where the log does not say."""
    return None if agent is None else _BOT.search(agent) is not None


def device(agent: str | None) -> str | None:
    """One of the kinds of device of `web_session`, None where the log does not say."""
    if agent is None:
        return None
    kinds = (("tv", _TV), ("tablet", _TABLET), ("mobile", _MOBILE), ("desktop", _DESKTOP))
    return next((kind for kind, pattern in kinds if pattern.search(agent)), "other")
