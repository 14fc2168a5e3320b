"""A Flask view that returns the bytes of a file and does nothing else: what a feed is measured against.

BARE_BODY=feed.ics gunicorn tests.bench.bare:app
"""

import os
from pathlib import Path

from flask import Flask, Response, request

BODY = Path(os.environ["BARE_BODY"]).read_bytes()
app = Flask("bare")


@app.get("/feed.ics")
def feed() -> Response:
    response = Response(BODY, content_type="text/calendar; charset=utf-8")
    response.headers["ETag"] = '"bare"'
    response.make_conditional(request)
    return response
