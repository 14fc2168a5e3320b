"""Pages of a list: some items, and the cursor of the last one for those that follow."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def cut(found: Iterable[Item], limit: int, place: Callable[[Item], str]) -> tuple[list[Item], str | None]:
    """The first `limit` items, and the place of the last where there are more. Raises nothing."""
    items = list(islice(found, limit + 1))
    kept = items[:limit]
    return kept, place(kept[-1]) if len(items) > limit else None
