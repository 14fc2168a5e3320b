"""A YAML file as nodes: everything is text, everything has a place, and what we do not use is refused."""

from pathlib import Path

import pytest
import yaml

from calendar_service.definitions.advice import MOST_DEPTH
from calendar_service.definitions.document import (
    MOST_BYTES,
    MOST_NODES,
    Document,
    Mapping,
    Node,
    Sequence,
    parse_document,
    plain,
    read_document,
    scalars,
)

# as written, and as read: YAML 1.1 has another mind about each of the first lines
TEXTS = [
    ("NO", "NO"),
    ("no", "no"),
    ("on", "on"),
    ("yes", "yes"),
    ("true", "true"),
    ("~", "~"),
    ("null", "null"),
    ("", ""),
    ("12:30", "12:30"),
    ("010", "010"),
    ("0x1F", "0x1F"),
    ("1_0", "1_0"),
    ("+5", "+5"),
    ("1e3", "1e3"),
    (".inf", ".inf"),
    ("=", "="),
    ("2026-11-24", "2026-11-24"),
    ("2026-02-30", "2026-02-30"),
    ("'it''s'", "it's"),
    ('"\\u00e7"', "ç"),
    ('"two\n  lines"', "two lines"),
    (">-\n  two\n  lines", "two lines"),
    ("|-\n  two\n  lines", "two\nlines"),
    ("a #b", "a"),
    ("a#b", "a#b"),
    ("https://museum.example/#top", "https://museum.example/#top"),
    ("Наурыз 纪念日 نوروز 🎉", "Наурыз 纪念日 نوروز 🎉"),
    ("می\u200cخواهم \u200eA\u200f", "می\u200cخواهم \u200eA\u200f"),
]


@pytest.mark.parametrize(("written", "read"), TEXTS)
def test_every_scalar_is_text(written: str, read: str) -> None:
    assert values(f"key: {written}\n") == {"key": read}


@pytest.mark.parametrize("key", ["on", "no", "yes", "null", "~", "2026", "010", "1e3", "2026-11-24", "kk"])
def test_every_key_is_text(key: str) -> None:
    assert values(f"{key}: value") == {key: "value"}


@pytest.mark.parametrize(("written", "read"), [("c\u0327", "ç"), ('"c\\u0327"', "ç"), ("и\u0306", "й"), ("ﬁ", "ﬁ")])
def test_texts_and_keys_are_composed(written: str, read: str) -> None:
    assert values(f"{written}: {written}") == {read: read}


PLACED = """\
calendar: days
name: {en: "Days", kk: Күндер, зх: x}

observances:
  - id: first
    on: >-
      16 May
  - [a, 'b']
"""
# steps to a node, and its line and column
PLACES: list[tuple[tuple[str | int, ...], tuple[int, int]]] = [
    ((), (1, 1)),
    (("calendar",), (1, 11)),
    (("name",), (2, 7)),
    (("name", "en"), (2, 12)),
    (("name", "kk"), (2, 24)),
    (("name", "зх"), (2, 36)),
    (("observances",), (5, 3)),
    (("observances", 0), (5, 5)),
    (("observances", 0, "id"), (5, 9)),
    (("observances", 0, "on"), (6, 9)),
    (("observances", 1), (8, 5)),
    (("observances", 1, 1), (8, 9)),
]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(("steps", "place"), PLACES)
def test_a_node_knows_its_place(steps: tuple[str | int, ...], place: tuple[int, int], end: str) -> None:
    node = below(root(PLACED.replace("\n", end)), *steps)
    assert (node.place.line, node.place.column) == place


def test_a_key_knows_its_place() -> None:
    names = below(root(PLACED), "name")
    assert isinstance(names, Mapping)
    assert {key: str(place) for key, place in names.keys.items()} == {
        "en": "days.yaml:2:8",
        "kk": "days.yaml:2:20",
        "зх": "days.yaml:2:32",
    }


def test_scalars_come_with_their_paths() -> None:
    node = root("acts: [{body: un}, {adopted: 1995}, {body: who}]")
    found = [(path, scalar.text) for path, scalar in scalars(node, "acts", "*", "body")]
    assert found == [(("acts", 0, "body"), "un"), (("acts", 2, "body"), "who")]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_files_of_notepad_are_read(mark: bytes, end: bytes) -> None:
    """Windows programs put a byte order mark at the start and end lines with CR and LF."""
    document = parse_document("days.yaml", mark + b"a: |" + end + b"  b" + end + b"  c" + end)
    assert document.root is not None and plain(document.root) == {"a": "b\nc\n"}
    assert document.root.place.column == 1


LONGEST = b"a: b\n#" + b"x" * (MOST_BYTES - 6)
FULLEST = b"[" + b"a," * (MOST_NODES - 1) + b"]"
DEEPEST = b"[" * MOST_DEPTH + b"x" + b"]" * MOST_DEPTH


@pytest.mark.parametrize("data", [LONGEST, FULLEST, DEEPEST], ids=["bytes", "values", "levels"])
def test_a_file_may_be_large(data: bytes) -> None:
    assert parse_document("days.yaml", data).findings == ()


LIBYAML = tuple(map(int, yaml._yaml.get_version_string().split(".")))

# what is one too many, and what is said
TOO_LARGE = [
    (LONGEST + b"x", "days.yaml: expected a file of at most 4000000 bytes; got more"),
    (FULLEST.replace(b"]", b"a]"), "days.yaml:1:400000: expected at most 200000 values; got more"),
    (b"[" + DEEPEST, "days.yaml:1:22: expected at most 20 levels; got a deeper one"),
    (b"[" * 200_000, "days.yaml:1:22: expected at most 20 levels; got a deeper one"),
    (b"{a: " * 200_000, "days.yaml:1:82: expected at most 20 levels; got a deeper one"),
    (b"- " * 200_000, "days.yaml:1:43: expected at most 20 levels; got a deeper one"),
    (b"? " * 200_000, "days.yaml:1:43: expected at most 20 levels; got a deeper one"),
]


@pytest.mark.parametrize(("data", "said"), TOO_LARGE, ids=["bytes", "values", "levels", "[", "{", "-", "?"])
def test_a_file_may_not_be_larger(data: bytes, said: str) -> None:
    """Two hundred thousand brackets end libyaml's own composer, and the process with it.

    From 0.2.6 on libyaml reads ahead to the thousandth and stops there itself.
    """
    read_ahead = said.replace("1:22:", "1:1001:") if data == b"[" * 200_000 and LIBYAML >= (0, 2, 6) else said
    assert told(data) == read_ahead


# each would be one more thing to know, and several are ways to gigabytes or to foreign code
UNUSED = [
    ("a: &x b", 'days.yaml:1:4: expected a value; got the anchor "&x"'),
    ("&x a: b", 'days.yaml:1:1: expected a value; got the anchor "&x"'),
    ("&x [*x]", 'days.yaml:1:1: expected a value; got the anchor "&x"'),
    ("a: *x", 'days.yaml:1:4: expected the value itself; got the alias "*x"'),
    ("<<: *x", 'days.yaml:1:5: expected the value itself; got the alias "*x"'),
    ("a: !!str b", 'days.yaml:1:4: expected a value; got the tag "tag:yaml.org,2002:str"'),
    ("a: !b c", 'days.yaml:1:4: expected a value; got the tag "!b"'),
    ("a: ! c", 'days.yaml:1:4: expected a value; got the tag "!"'),
    ("a: b\n---\na: b", "days.yaml:2:1: expected one document in a file; got a second one"),
    ("a: b\n...\n---\na: b", "days.yaml:3:1: expected one document in a file; got a second one"),
    ("? [a]\n: b", "days.yaml:1:3: expected a word before the colon; got a list or a mapping"),
    ("a: b\na: c", 'days.yaml:2:1: expected each key once; got "a" again, first in line 1'),
    ("ç: b\nc\u0327: d", 'days.yaml:2:1: expected each key once; got "ç" again, first in line 1'),
    ("", "days.yaml:1:1: expected a mapping (key: value); got an empty file"),
    ("\ufeff", "days.yaml:1:1: expected a mapping (key: value); got an empty file"),
]


@pytest.mark.parametrize(("text", "said"), UNUSED)
def test_what_we_do_not_use_is_refused(text: str, said: str) -> None:
    assert told(text.encode()) == said


# U+0085 and U+2028 end a line for YAML; overrides turn a text round; a half of a pair cannot be written
UNSEEN = (
    "00 07 08 0B 0C 0D 1B 7F 85 9F AD 61C 200B 2028 2029 202A 202E 2060 2066 2069 E000 F8FF FDD0 FEFF FFFE FFFF 10FFFF"
)


@pytest.mark.parametrize("code", UNSEEN.split())
def test_what_nobody_sees_is_refused(code: str) -> None:
    character = chr(int(code, 16))
    assert told(f"a: x{character}y".encode()).endswith(f":1:5: expected visible text; got U+{int(code, 16):04X}")


@pytest.mark.parametrize("code", UNSEEN.split())
def test_what_nobody_sees_is_refused_in_an_escape(code: str) -> None:
    assert told(f'a: "x\\U{int(code, 16):08X}y"'.encode()).endswith(f"expected visible text; got U+{int(code, 16):04X}")


@pytest.mark.parametrize(
    "data", [b"a: \xe9", b"\xff\xfea\0", b"a: \xed\xa0\x80", b"a: \xc0\xaf", b"a: \xf4\x90\x80\x80"]
)
def test_bytes_that_are_no_utf_8_are_refused(data: bytes) -> None:
    position = next(index for index, byte in enumerate(data) if byte > 127)
    got = f"byte 0x{data[position]:02X}: save the file as UTF-8"
    assert told(data) == f"days.yaml:1:{position + 1}: expected UTF-8; got {got}"


@pytest.mark.parametrize(
    ("name", "reason"), [("none", "No such file"), ("folder", "Is a directory"), ("loop", "Too many levels")]
)
def test_a_file_that_cannot_be_read_is_a_finding(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    document = read_document(tmp_path / f"{name}.yaml", "museum/")
    assert str(document.findings[0]).startswith(f"museum/{name}.yaml: expected a readable file; got {reason}")


def root(text: str) -> Node:
    document = parse_document("days.yaml", text.encode())
    assert document.root is not None and not document.findings
    return document.root


def values(text: str) -> object:
    return plain(root(text))


def told(data: bytes) -> str:
    """What is said of a file, without the lines that are shown."""
    document: Document = parse_document("days.yaml", data)
    return "\n".join(f"{finding.place}: {finding.message}" for finding in document.findings)


def below(node: Node, *steps: str | int) -> Node:
    for step in steps:
        if isinstance(node, Sequence):
            node = node.items[int(step)]
        elif isinstance(node, Mapping):
            node = node.items[str(step)]
    return node
