"""On which days an observance falls.

A rule is asked for a window and answers with the spans that touch it, in no promised order:

>>> rule = parse_rule("third Thursday of November")
>>> [dated.span.start.isoformat() for dated in rule.spans(Span.years(2026, 2027))]
['2026-11-19', '2027-11-18']

A day or a stretch is asked for one year of its reckoning; a rule knows which years to ask.
"""

from ..span import Span
from .grammar import parse_rule, parse_yearly
from .rule import Dated, ListedRule, Once, Rule, Yearly
from .tokens import RuleError

__all__ = [
    "Dated",
    "ListedRule",
    "Once",
    "Rule",
    "RuleError",
    "Span",
    "Yearly",
    "parse_rule",
    "parse_yearly",
]
