"""YAML folders become one frozen catalogue, or a list of everything that is wrong in them.

    read_document (nodes with places) → schema (models) → build (values) → load (folders, cross-checks)

Every mistake of every file is told at once, each with its place; see `findings`.
"""

from .findings import DefinitionError, Finding
from .load import Loaded, load_catalogue, load_folders
from .places import shipped_calendars

__all__ = ["DefinitionError", "Finding", "Loaded", "load_catalogue", "load_folders", "shipped_calendars"]
