"""Pages and what belongs to them go out packed to those who take gzip, and are one page for all others."""

import gzip

import pytest
from flask.testing import FlaskClient

PAGES = ["/en/", "/kk/observances/world-water-day", "/ar/2026", "/static/style.css", "/static/search.js", "/en/nothing"]
GZIP = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.mark.parametrize("address", PAGES[:-1])
def test_packed_it_is_the_same_page(client: FlaskClient, address: str) -> None:
    plain, packed = client.get(address, buffered=True), client.get(address, headers=GZIP, buffered=True)
    assert packed.headers["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.data) == plain.data and len(packed.data) < len(plain.data) / 2
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
    assert client.head(address, headers=GZIP, buffered=True).headers["Content-Length"] == str(len(packed.data))


@pytest.mark.parametrize("address", PAGES[:-1])
@pytest.mark.parametrize("coding", ["gzip", ""])
def test_a_packed_page_that_the_browser_has_is_not_sent_again(client: FlaskClient, address: str, coding: str) -> None:
    etag = client.get(address, headers=GZIP, buffered=True).headers["ETag"]
    assert etag.startswith("W/")
    answer = client.get(address, headers={"Accept-Encoding": coding, "If-None-Match": etag}, buffered=True)
    assert (answer.status_code, answer.data) == (304, b"")


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "identity"])
def test_whoever_takes_no_gzip_gets_none(client: FlaskClient, accepted: str) -> None:
    answer = client.get("/en/", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers and answer.data.startswith(b"<!doctype html>")


def test_a_missing_page_is_not_kept_and_not_packed(client: FlaskClient) -> None:
    answer = client.get(PAGES[-1], headers=GZIP)
    assert answer.status_code == 404 and "Content-Encoding" not in answer.headers
