"""Long lines folded as RFC 5545 3.1 wants: at most 75 octets, never inside a character.

Nor inside what a reader sees as one: a letter stays with its combining marks, and an emoji with its joiners, for some
readers show each physical line on its own while they load.
"""

import unicodedata

MOST_OCTETS = 75
JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")


def fold(line: str) -> bytes:
    """The line with CRLF at its end, and CRLF and a blank at each fold."""
    data = line.encode()
    if len(data) <= MOST_OCTETS:
        return data + b"\r\n"
    if len(data) == len(line):
        return _folded_ascii(data)
    pieces: list[bytes] = []
    piece, room = b"", MOST_OCTETS
    for cluster in _clusters(line):
        if len(piece) + len(cluster) > room:
            pieces.append(piece)
            piece, room = b"", MOST_OCTETS - 1
        piece += cluster
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"


def _folded_ascii(data: bytes) -> bytes:
    width = MOST_OCTETS - 1
    rest = [data[start : start + width] for start in range(MOST_OCTETS, len(data), width)]
    return b"\r\n ".join([data[:MOST_OCTETS], *rest]) + b"\r\n"


def _clusters(line: str) -> list[bytes]:
    """The characters, each with what combines with it; a cluster longer than a line is let go."""
    clusters: list[bytes] = []
    before = ""
    for character in line:
        octets = character.encode()
        belongs = len(octets) > 1 and _combines(character, before)
        if belongs and clusters and len(clusters[-1]) + len(octets) < MOST_OCTETS:
            clusters[-1] += octets
        else:
            clusters.append(octets)
        before = "" if belongs and _is_flag_half(character) else character
    return clusters


def _combines(character: str, before: str) -> bool:
    """Whether a character belongs to the one before: marks, joiners, skin tones, tags, the second half of a flag."""
    return (
        before == "\u200d"
        or character in JOINERS
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
        or (_is_flag_half(character) and _is_flag_half(before))
        or unicodedata.category(character) in ("Mn", "Mc", "Me")
    )


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
