"""The JSON Schema of the files, for editors: structure only, as dates and duplicates are the loader's.

    python -m calendar_service.definitions.jsonschema calendars

writes `calendar.schema.json` and `collection.schema.json` anew, after a change of the models.
"""

import json
import sys
from pathlib import Path

from pydantic import BaseModel

from .schema import CollectionModel, FileModel

SCHEMAS: dict[str, type[BaseModel]] = {
    "calendar.schema.json": FileModel,
    "collection.schema.json": CollectionModel,
}


def json_schema(name: str) -> str:
    """One of SCHEMAS as a file."""
    schema = SCHEMAS[name].model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for name in SCHEMAS:
        (Path(sys.argv[1]) / name).write_text(json_schema(name), encoding="utf-8")
