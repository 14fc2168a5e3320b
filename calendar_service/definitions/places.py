"""Where the shipped collection lies: inside an installed package, or beside it in a checkout."""

from pathlib import Path


def shipped_calendars() -> Path:
    """The folder of our own calendars, from a wheel as from a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "calendars"
    return inside if inside.is_dir() else package.parent / "calendars"
