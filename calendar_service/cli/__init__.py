"""The command line: what is wrong, what is coming, a feed into a file, the service. One module a command."""

import click

from .. import __version__
from .check import check
from .coverage import show_coverage
from .explain import explain
from .feed import feed
from .serve import serve
from .stamp import stamp
from .upcoming import show_upcoming


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Commemorations as calendar feeds: what is kept, when, and by whose decision."""


for command in (serve, check, show_upcoming, feed, explain, show_coverage, stamp):
    main.add_command(command)
