"""A list for a mail or a chat: one day a line, in the words of its language, and below it where it comes from."""

from collections.abc import Iterator

from ..feed import Event, Feed
from ..wording import Wording, wording


def write(feed: Feed) -> bytes:
    return "".join(f"{line}\n" for line in _lines(feed)).encode()


def _lines(feed: Feed) -> Iterator[str]:
    words = wording(feed.lang)
    yield from (_line(event, words) for event in feed.events)
    if not feed.events and feed.notice:
        yield feed.notice.title
    address = feed.address("txt")
    if address:
        yield ""
        yield address


def _line(event: Event, words: Wording) -> str:
    when = words.weekday_and_day(event.span.start) if event.span.days == 1 else words.span(event.span)
    return words.say("{when}: {name}", when=when, name=event.title)
