"""The words of a rule with their places, and the error that points at one of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..text import nearest, quoted

END = "the end of the rule"
CONNECTORS = frozenset(("and", "to", "for", "every", "in"))


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    offset: int

    @property
    def is_number(self) -> bool:
        return self.text.isascii() and self.text.isdigit() and not self.text.startswith("0")


class RuleError(ValueError):
    """What was expected where; `offset` counts characters from the start of the rule."""

    def __init__(self, expected: str, got: str, offset: int, near: str | None = None) -> None:
        self.expected, self.got, self.offset, self.near = expected, got, offset, near
        hint = f' — did you mean "{near}"?' if near else ""
        super().__init__(f"expected {expected}; got {got}{hint}")


def tokenize(text: str) -> tuple[Token, ...]:
    """The runs of letters, digits and marks between blanks; a parenthesis stands for itself."""
    tokens: list[Token] = []
    start: int | None = None
    for offset, character in enumerate(text + " "):
        if character not in " ()":
            start = offset if start is None else start
            continue
        if start is not None:
            tokens.append(Token(text[start:offset], start))
            start = None
        if character != " ":
            tokens.append(Token(character, offset))
    return tuple(tokens)


class Cursor:
    """Walks over the tokens of one rule."""

    def __init__(self, text: str) -> None:
        self._tokens = tokenize(text)
        self._end = len(text.rstrip())
        self._next = 0

    def peek(self, ahead: int = 0) -> str:
        """The next word, or "" at the end."""
        index = self._next + ahead
        return self._tokens[index].text if index < len(self._tokens) else ""

    def sees_number(self, ahead: int = 0) -> bool:
        index = self._next + ahead
        return index < len(self._tokens) and self._tokens[index].is_number

    def take(self) -> str:
        word = self.peek()
        self._next += 1
        return word

    def takes(self, *words: str) -> bool:
        """Whether the next words are these; if so they are taken."""
        if tuple(self.peek(ahead) for ahead in range(len(words))) != words:
            return False
        self._next += len(words)
        return True

    def expect(self, word: str, after: str) -> None:
        if not self.takes(word):
            raise self.error(f'"{word}" after {after}', (word,))

    def choose(self, known: Sequence[str], expected: str) -> int:
        """The index in `known` of the next word, which is taken."""
        if self.peek() not in known:
            raise self.error(expected, known)
        return known.index(self.take())

    def number(self, expected: str, least: int, most: int) -> int:
        if not self.sees_number() or len(self.peek()) > 4 or not least <= int(self.peek()) <= most:
            raise self.error(expected)
        return int(self.take())

    @property
    def place(self) -> int:
        """Where the cursor stands, to point an error at later."""
        return self._next

    def end(self, expected: str = END) -> None:
        """Nothing may follow; `expected` names what could have gone on instead of an unknown word."""
        if self.peek():
            raise self.error(END if self.peek() in CONNECTORS else expected)

    def error(self, expected: str, known: Sequence[str] = (), at: int | None = None) -> RuleError:
        """What was expected instead of the next word, or of the one at a `place`."""
        index = self._next if at is None else at
        if index >= len(self._tokens):
            return RuleError(expected, END, self._end)
        token = self._tokens[index]
        near = nearest(token.text, known)
        return RuleError(expected, quoted(token.text), token.offset, near if near != token.text else None)
