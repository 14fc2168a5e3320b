"""Atom (RFC 4287), for readers of news: what is near enough to be told of, the newest first.

An entry appears some days before its day and keeps the identity that it then has; it leads to the page of its date.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from xml.etree.ElementTree import Element, SubElement, tostring

from ..feed import WRITTEN, Event, Feed
from ..query import NEWS_AHEAD

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
TAGGED = "2026"
"""The year in which the names of entries began to be given (RFC 4151: whose domain it was then)."""


@dataclass(frozen=True, slots=True)
class Channel:
    """What a document is about; `page` and `address` are None where nobody said on which host."""

    id: str
    title: str
    about: str
    lang: str
    author: str
    address: str | None
    page: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    title: str
    lang: str
    published: datetime
    updated: datetime
    url: str | None
    summary: str
    categories: tuple[tuple[str, str], ...] = ()


def write(feed: Feed) -> bytes:
    channel = Channel(
        id=tag(feed.collection.domain, feed.path),
        title=feed.name,
        about=feed.about,
        lang=feed.lang,
        author=feed.publisher.text,
        address=feed.address("atom"),
        page=feed.base_url and f"{feed.base_url}/{feed.lang}/",
    )
    newest = sorted(feed.events, key=lambda event: (event.span.start, event.uid), reverse=True)
    return document(channel, [_entry(event, feed) for event in newest])


def document(channel: Channel, entries: Iterable[Entry]) -> bytes:
    """The entries in the order in which they are given."""
    entries = tuple(entries)
    root = Element("feed", {"xmlns": ATOM, "xml:lang": channel.lang})
    _text(root, "id", channel.id)
    _text(root, "title", channel.title)
    if channel.about:
        _text(root, "subtitle", channel.about)
    _text(root, "updated", max([WRITTEN, *(entry.updated for entry in entries)]).isoformat())
    _text(SubElement(root, "author"), "name", channel.author)
    _link(root, "self", channel.address, "application/atom+xml")
    _link(root, "alternate", channel.page, "text/html")
    for entry in entries:
        _add(root, entry, channel.lang)
    return b"%s\n" % tostring(root, encoding="utf-8", xml_declaration=True)


def tag(domain: str, name: str) -> str:
    """An identity that depends on no host (RFC 4151)."""
    return f"tag:{domain},{TAGGED}:{name}"


def _entry(event: Event, feed: Feed) -> Entry:
    ahead = 0 if feed.selection.lead else NEWS_AHEAD
    told = datetime.combine(event.span.start - timedelta(ahead), time(), UTC)
    observance = event.occurrence.observance
    return Entry(
        id=tag(observance.collection.domain, f"{feed.lang}/{event.uid.partition('@')[0]}"),
        title=event.title,
        lang=event.name.lang,
        published=told,
        updated=max(told, event.stamp),
        url=event.url,
        summary=event.description,
        categories=tuple(zip(observance.themes, event.categories, strict=True)),
    )


def _add(root: Element, entry: Entry, lang: str) -> None:
    element = SubElement(root, "entry", {} if entry.lang == lang else {"xml:lang": entry.lang})
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "published", entry.published.isoformat())
    _text(element, "updated", entry.updated.isoformat())
    _link(element, "alternate", entry.url, "text/html")
    for term, label in entry.categories:
        SubElement(element, "category", {"term": term, "label": label})
    _text(element, "summary", entry.summary)


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _link(parent: Element, rel: str, address: str | None, media_type: str) -> None:
    if address:
        SubElement(parent, "link", {"rel": rel, "type": media_type, "href": address})
