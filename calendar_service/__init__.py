"""Commemorations declared in YAML, as calendar feeds, an API and pages.

    calendars/*.yaml → definitions → catalogue → query → feed → formats → web, cli

- `definitions` reads the YAML and tells everything that is wrong in it;
- `catalogue` holds the calendars and observances, frozen;
- `query` answers which occurrences a selection has in a window;
- `feed` puts occurrences into one language; `formats` writes them as bytes;
- `web` and `cli` are the only places that know the clock, the disk and the environment.
"""

__version__ = "0.1.0"
