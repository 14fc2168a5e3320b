"""Long lines folded: no octet too many, nothing lost, and nothing cut that a reader sees as one."""

import pytest

from calendar_service.formats.folding import fold

WIDTHS = range(60, 90)
CLUSTERS = [
    pytest.param("e\u0301", id="acute"),
    pytest.param("e\u0301\u0323\u0304", id="several marks"),
    pytest.param("и\u0306", id="breve"),
    pytest.param("ب\u0651\u064e", id="vowels of Arabic"),
    pytest.param("नि", id="vowel of Devanagari"),
    pytest.param("ی\u200c", id="non-joiner"),
    pytest.param("❤\ufe0f", id="style of an emoji"),
    pytest.param("1\ufe0f\u20e3", id="keycap"),
    pytest.param("👩\u200d👩\u200d👧\u200d👦", id="family"),
    pytest.param("🇰🇿", id="flag"),
    pytest.param("👍🏽", id="skin"),
    pytest.param("🏴\U000e0067\U000e0062\U000e007f", id="flag of a region"),
]


def pieces(line: str) -> list[bytes]:
    folded = fold(line)
    assert folded.endswith(b"\r\n")
    return folded[:-2].split(b"\r\n ")


@pytest.mark.parametrize("character", ["x", "é", "ұ", "世", "𐱅", "😀", *"\t: ,;\\"])
def test_lines_of_every_length(character: str) -> None:
    for width in (1, *WIDTHS, 147, 148, 149, 150, 5000):
        found = pieces("x" * (width % 4) + character * width)
        assert b"".join(found).decode() == "x" * (width % 4) + character * width
        assert max(map(len, [found[0], *(b" " + piece for piece in found[1:])])) <= 75
        assert all(piece.decode() for piece in found)


@pytest.mark.parametrize(
    ("length", "lengths"),
    [(74, [74]), (75, [75]), (76, [75, 1]), (149, [75, 74]), (150, [75, 74, 1]), (224, [75, 74, 74, 1])],
)
def test_a_line_is_folded_only_where_it_must(length: int, lengths: list[int]) -> None:
    """75 octets, CRLF and a blank, 74 more (RFC 5545 3.1)."""
    assert [len(piece) for piece in pieces("x" * length)] == lengths


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_what_is_seen_as_one_is_not_cut(cluster: str) -> None:
    for width in WIDTHS:
        for piece in pieces("x" * width + cluster * 40):
            assert piece.decode().lstrip("x").replace(cluster, "") == ""


def test_a_letter_with_too_many_marks_is_cut_all_the_same() -> None:
    line = "SUMMARY:x" + "\u0301" * 500
    assert b"".join(pieces(line)).decode() == line
    assert max(map(len, pieces(line))) <= 75
