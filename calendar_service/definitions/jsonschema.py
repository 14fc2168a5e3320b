"""The JSON Schema of the files, for editors: structure only, as dates and duplicates are the loader's.

    python -m calendar_service.definitions.jsonschema calendars

writes `calendar.schema.json` and `collection.schema.json` anew, after a change of the models.
"""

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from .schema import CollectionModel, FileModel

SCHEMAS: dict[str, type[BaseModel]] = {
    "calendar.schema.json": FileModel,
    "collection.schema.json": CollectionModel,
}


def json_schema(name: str) -> str:
    """One of SCHEMAS as a file."""
    schema = _closed(SCHEMAS[name].model_json_schema())
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _closed(shape: Any) -> Any:
    """The schema without what the loader takes no more than an editor should: null, and keys of any pattern."""
    if isinstance(shape, list):
        return [_closed(item) for item in shape if item != {"type": "null"}]
    if not isinstance(shape, dict):
        return shape
    closed = {key: _closed(item) for key, item in shape.items() if (key, item) != ("default", None)}
    return closed | ({"additionalProperties": False} if "patternProperties" in shape else {})


if __name__ == "__main__":
    for name in SCHEMAS:
        (Path(sys.argv[1]) / name).write_text(json_schema(name), encoding="utf-8")
