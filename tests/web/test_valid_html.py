"""Every kind of page in every language is HTML without a mistake: to a strict parser, to us, to the Nu validator."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import html5lib
import pytest

from calendar_service.text import LANGUAGES
from calendar_service.web import create_app

from ..browser.kinds import BASE, KINDS, PIECE, TODAY, Kind, application
from .soundness import CHECKS, Element, headings_amiss, language_amiss

NU = Path(__file__).parents[1] / "readers/node_modules/vnu-jar/build/dist/vnu.jar"
MEANT = "The “list” role is unnecessary for element “ul”."
"""Safari's VoiceOver takes a list without bullets for none."""

Read = Callable[[Kind, str], str]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Each page once."""
    client = application(tmp_path_factory.mktemp("rare")).test_client()
    return cache(lambda kind, lang: kind.answer(client, lang).text)


def parsed(text: str, *, piece: bool = False) -> tuple[Element, list[str]]:
    """The tree of a page, and what is not HTML in it."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parseFragment(text) if piece else parser.parse(text)
    return root, [f"line {place[0]}: {code} {values}" for place, code, values in parser.errors]


def mistakes(text: str, lang: str) -> Iterator[str]:
    """Of a whole page."""
    root, errors = parsed(text)
    yield from errors
    for check in (*CHECKS, headings_amiss):
        yield from check(root)
    yield from language_amiss(root, lang)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_kind_of_page_is_sound_in_each_language(read: Read, kind: Kind) -> None:
    found = {lang: [*mistakes(read(kind, lang), lang)] for lang in kind.languages}
    assert not any(found.values()), found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_piece_of_a_page_is_sound(read: Read, lang: str) -> None:
    root, errors = parsed(read(PIECE, lang), piece=True)
    assert [*errors, *(fault for check in CHECKS for fault in check(root))] == []


@pytest.mark.parametrize("path", ["/{lang}/", "/embed/{lang}/7/un-days"])
def test_a_service_without_calendars_is_sound(tmp_path: Path, path: str) -> None:
    client = create_app(calendars=[tmp_path], base_url=BASE, today=lambda zone: TODAY).test_client()
    for lang in LANGUAGES:
        answer = client.get(path.format(lang=lang))
        assert (answer.status_code, [*mistakes(answer.text, lang)]) == (503, [])


WRONG = """\
<!doctype html><html lang="ar"><head><title>x</title></head><body onload="x"><h1>А</h1><h3 id="a"> </h3><b id="a"></b>
<a href="#c"><button style="x"></button></a><label for="d"></label><img src="x"><input name="n"><p lang="ar" dir="ltr">
<script>x</script></i></body></html>"""
FOUND = """\
line 3: unexpected-end-tag {'name': 'i'}
id 'a' 2 times
<a> refers to 'c'
<label> refers to 'd'
<img src='x'>
<input name='n'>
<button> in <a>
onload in <body>
style in <button>
<script>
<p lang='ar' dir='ltr'>
Cyrillic in <h1> of 'ar': 'А'
<h3> after <h1>
<h3> of nothing
lang='ar' dir=None of a page in 'ar'
"""


def test_what_is_wrong_is_seen() -> None:
    assert "".join(f"{mistake}\n" for mistake in mistakes(WRONG, "ar")) == FOUND


@pytest.fixture
def java() -> str:
    found = shutil.which("java")
    if found is None or not NU.is_file():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no java or no vnu-jar: see .ci/run")
    return found


def test_the_nu_validator_finds_only_the_mistakes_that_we_made(java: str, read: Read, tmp_path: Path) -> None:
    """All pages as files, for it takes longer to start than to read them; it asks nobody else."""
    pages = {f"{kind.name}.{lang}.html": read(kind, lang) for kind in KINDS for lang in kind.languages}
    for name, text in {**pages, "wrong.html": WRONG}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = [java, "-jar", str(NU), "--format", "json", "--skip-non-html", str(tmp_path)]
    told = json.loads(subprocess.run(command, capture_output=True, check=False).stderr)["messages"]
    found = [(Path(unquote(one["url"])).name, one["message"]) for one in told if one["message"] != MEANT]
    assert {(name, message) for name, message in found if name != "wrong.html"} == set()
    assert len(found) > 3
