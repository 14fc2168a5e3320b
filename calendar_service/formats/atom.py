"""Atom (RFC 4287), for readers of news: what is near enough to be told of, the newest first.

An entry appears some days before its day and keeps the identity that it then has; it leads to the page of its date.
"""

from datetime import UTC, datetime, time, timedelta
from xml.etree.ElementTree import Element, SubElement, tostring

from ..feed import WRITTEN, Event, Feed
from ..query import NEWS_AHEAD

ATOM = "http://www.w3.org/2005/Atom"
TAGGED = "2026"
"""The year in which the names of entries began to be given (RFC 4151: whose domain it was then)."""


def write(feed: Feed) -> bytes:
    root = Element("feed", {"xmlns": ATOM, "xml:lang": feed.lang})
    domain = feed.collection.domain
    _text(root, "id", f"tag:{domain},{TAGGED}:{feed.path}")
    _text(root, "title", feed.name)
    if feed.about:
        _text(root, "subtitle", feed.about)
    newest = sorted(feed.events, key=lambda event: (event.span.start, event.uid), reverse=True)
    _text(root, "updated", max([WRITTEN, *(_updated(event, feed) for event in newest)]).isoformat())
    _text(SubElement(root, "author"), "name", feed.publisher.text)
    _link(root, "self", feed.address("atom"), "application/atom+xml")
    _link(root, "alternate", feed.base_url and f"{feed.base_url}/{feed.lang}/", "text/html")
    for event in newest:
        _entry(root, event, feed)
    return b"%s\n" % tostring(root, encoding="utf-8", xml_declaration=True)


def _entry(root: Element, event: Event, feed: Feed) -> None:
    entry = SubElement(root, "entry")
    if event.name.lang != feed.lang:
        entry.set("xml:lang", event.name.lang)
    domain = event.occurrence.observance.collection.domain
    _text(entry, "id", f"tag:{domain},{TAGGED}:{feed.lang}/{event.uid.partition('@')[0]}")
    _text(entry, "title", event.title)
    _text(entry, "published", _told(event, feed).isoformat())
    _text(entry, "updated", _updated(event, feed).isoformat())
    _link(entry, "alternate", event.url, "text/html")
    for theme, said in zip(event.occurrence.observance.themes, event.categories, strict=True):
        SubElement(entry, "category", {"term": theme, "label": said})
    _text(entry, "summary", event.description)


def _told(event: Event, feed: Feed) -> datetime:
    """When readers are told of an event: the first moment of that day."""
    ahead = 0 if feed.selection.lead else NEWS_AHEAD
    return datetime.combine(event.span.start - timedelta(ahead), time(), UTC)


def _updated(event: Event, feed: Feed) -> datetime:
    return max(_told(event, feed), event.stamp)


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _link(parent: Element, rel: str, address: str | None, media_type: str) -> None:
    if address:
        SubElement(parent, "link", {"rel": rel, "type": media_type, "href": address})
