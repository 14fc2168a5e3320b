"""The API: "what is coming up?", answered with its source. `/api/v1/openapi.json` describes it.

What stays: addresses, parameters, the fields of answers, ids and uids. New fields and parameters may come; a client
should pass over fields that it does not know. What would break a client comes under `/api/v2/`, with this beside it.
"""

from . import check, coming, known, reference
from .blueprint import blueprint
from .description import TITLE, describe
from .reference import pages

__all__ = ["TITLE", "blueprint", "check", "coming", "describe", "known", "pages", "reference"]
