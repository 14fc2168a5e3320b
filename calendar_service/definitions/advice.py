"""libyaml's complaints in the words of somebody who wants to go on writing."""

import yaml

Mark = yaml.Mark | None
MOST_DEPTH = 20
ADVICE = (
    (
        "mapping values are not allowed",
        'quotes around a text that has ": " in it, or a blank after -',
        "a second colon",
    ),
    (
        "did not find expected ',' or",
        'a comma or the closing bracket; a text with , : # or " in it needs quotes',
        "more",
    ),
    ("could not find expected ':'", "key: value", "a line without a colon"),
    ("did not find expected key", "a key that stands as far in as those above it", "another indentation"),
    ("did not find expected '-' indicator", "a line that starts with - or stands further in", "another indentation"),
    ("found unexpected end of stream", "the closing quote of the text that begins here", "the end of the file"),
    ("found unexpected document indicator", "the closing quote of the text that begins here", "the end of a document"),
    ("exceeded maximum nesting depth", f"at most {MOST_DEPTH} levels", "a deeper one"),
    ("did not find expected alphabetic or numeric character", "quotes around a text that starts with & or *", "none"),
)


def advice(error: yaml.MarkedYAMLError, text: str) -> tuple[str, str, Mark]:
    """What was expected, what was got, and where."""
    problem, mark = error.problem or "something else", error.problem_mark or error.context_mark
    if "cannot start any token" in problem and mark:
        return _odd_start(text.split("\n")[mark.line][mark.column], mark)
    for start, what, got in ADVICE:
        if problem.startswith(start):
            return what, got, (error.context_mark or mark) if "begins here" in what else mark
    return "YAML", problem, mark


def _odd_start(character: str, mark: Mark) -> tuple[str, str, Mark]:
    if character == "\t":
        return "blanks at the start of a line", "a tab", mark
    return f"quotes around a text that starts with {character}", "none", mark
