"""The command line: arguments to calls to exit codes."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is imported anywhere

import click

from pipeline.cli.fixtures import check, fixture
from pipeline.cli.looking import browse, report, schema
from pipeline.cli.messages import OneLineGroup
from pipeline.cli.pages import explain, extract
from pipeline.cli.runs import diff, load, run


@click.group(cls=OneLineGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="svodka", message="%(prog)s %(version)s")
def main() -> None:
    """Exact, sourced, structured facts from archived press releases of the Moscow city government.

    \b
    svodka extract page.html                     one page as JSON
    svodka explain page.html                     which rule read what from which words
    svodka run archive/ --out output/archive     many pages as tables and a database
    svodka load output/archive --to URL          a finished run into a database you have
    svodka report output/archive -o archive.html what was read, as one file to look at
    svodka fixture add page.html --to tests/     a page and its facts, kept for regression tests
    svodka check tests/                          are the kept pages still read the same?
    svodka diff output/before output/after       what two runs say differently
    """


for command in (extract, explain, run, load, diff, fixture, check, report, browse, schema):
    main.add_command(command)
