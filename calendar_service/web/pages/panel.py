"""How to subscribe to a choice: its address first, then the links that open one program or another with it.

The forms of the links are those that the programs take (feed-profile, F): none of them but the address is documented.
"""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote

from ...formats import FORMATS
from ...head import selection_head
from ...selection import Selection
from ...wording import wording
from ..site import site

GOOGLE_BY_ADDRESS = "https://calendar.google.com/calendar/r/settings/addbyurl"
FILES = ("ics", "xlsx", "csv", "txt", "json", "atom")
DAYS_EARLY = (1, 3, 7, 14, 30)
"""How early one can be told, in the links of the panel and in the form; an address may say other numbers."""


@dataclass(frozen=True, slots=True)
class Variant:
    """The same choice some days early; `current` is the one that is shown."""

    days: int
    page: str
    current: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """`address` is that of the feed, `page` where this stands by itself; `files` are other forms of the same choice."""

    name: str
    lang: str
    address: str
    page: str
    qr: str
    webcal: str
    google: str
    outlook: str
    microsoft_365: str
    files: tuple[tuple[str, str], ...]
    planners: tuple[tuple[str, str], ...]
    early: tuple[Variant, ...]
    alarms: tuple[Variant, ...]
    is_local: bool
    google_by_address: str = GOOGLE_BY_ADDRESS


def panel(selection: Selection, lang: str, feed_lang: str) -> Panel:
    """`feed_lang` is the language of the feed, `lang` that of the page on which its panel stands."""
    here = site()
    feed = f"{here.base_url}/{feed_lang}/feeds/{selection.address}"
    address = f"{feed}.ics"
    name = selection_head(here.catalogue, selection, wording(feed_lang)).name
    asked = f"url={_escaped(address)}&name={_escaped(name)}"
    return Panel(
        name=name,
        lang=feed_lang,
        address=address,
        page=f"/{lang}/subscribe/{selection.address}",
        qr=f"/{lang}/qr/{selection.address}.svg",
        webcal=in_scheme(address, "webcal"),
        google=f"https://calendar.google.com/calendar/r?cid={_escaped(in_scheme(address, here.google_scheme))}",
        outlook=f"https://outlook.live.com/calendar/0/addfromweb?{asked}",
        microsoft_365=f"https://outlook.office.com/calendar/0/addfromweb?{asked}",
        files=tuple((FORMATS[suffix].suffix, f"{feed}.{suffix}") for suffix in FILES),
        planners=tuple(
            (years.replace("-", "–"), _planner(selection, feed_lang, years)) for years in _years(here.today())
        ),
        is_local=here.is_local,
        early=tuple(_variant(selection, lang, lead=days) for days in DAYS_EARLY),
        alarms=tuple(_variant(selection, lang, remind=days) for days in DAYS_EARLY),
    )


def in_scheme(address: str, scheme: str) -> str:
    """The same address under another scheme."""
    return scheme + address[address.index(":") :]


def google_event(title: str, text: str, first: date, end: date) -> str:
    """Google's form for one event; its end is the day after the last."""
    return (
        f"https://calendar.google.com/calendar/render?action=TEMPLATE&text={_escaped(title)}"
        f"&dates={first:%Y%m%d}/{end:%Y%m%d}&details={_escaped(text)}&crm=AVAILABLE"
    )


def outlook_event(title: str, text: str, first: date, last: date) -> str:
    """Outlook's form for one event; its end is the last day."""
    return (
        "https://outlook.live.com/calendar/0/action/compose?rru=addevent"
        f"&startdt={first}&enddt={last}&allday=true&subject={_escaped(title)}&body={_escaped(text)}"
    )


def _variant(selection: Selection, lang: str, lead: int = 0, remind: int | None = None) -> Variant:
    other = replace(selection, lead=lead, remind=remind)
    return Variant(lead or remind or 0, f"/{lang}/subscribe/{other.address}", other == selection)


def _years(today: date) -> tuple[str, ...]:
    """This year and the next, and the school year that is on or comes first."""
    school = today.year if today.month > 6 else today.year - 1
    return str(today.year), str(today.year + 1), f"{school}-{school + 1}"


def _planner(selection: Selection, lang: str, years: str) -> str:
    """A planner knows nothing of early entries and alarms."""
    return f"/{lang}/planner/{years}/{Selection(selection.calendars, selection.facets).address}"


def _escaped(text: str) -> str:
    return quote(text, safe="")
