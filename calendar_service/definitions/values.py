"""The values of a checked entry as plain data, for its digest: what it says, not how it is written or modelled.

Keys that hold their default are left out, so that a key that is new to the format changes no digest.
"""

from datetime import date

from pydantic import BaseModel

from ..rules import Span
from ..rules.anniversary import Origin
from .scalars import Color, Words, YearlyWords


def values(item: object) -> object:
    """Nested dicts, lists and texts."""
    match item:
        case BaseModel():
            fields = type(item).model_fields
            held = {field.alias or name: (getattr(item, name), field.get_default()) for name, field in fields.items()}
            return {key: values(value) for key, (value, default) in held.items() if value != default}
        case Words() | YearlyWords():
            return " ".join(item.text.split())
        case Color():
            return item.name
        case Span():
            return f"{item.start}/{item.last}"
        case Origin():
            return f"{'circa ' * item.circa}{item.year}-{item.month or 0}-{item.day_of_month or 0}"
        case date() | int():
            return str(item)
        case dict():
            return {str(key): values(value) for key, value in item.items()}
        case list() | tuple():
            return [values(part) for part in item]
    return item
