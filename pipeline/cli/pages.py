"""Commands that read pages one by one: extract and explain."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any

import click

from pipeline.cli.messages import FAILED, clear_errors, name_passed, name_place


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(allow_dash=True), metavar="FILE...|-")
def extract(files: Sequence[str]) -> None:
    """Print the facts of pages as JSON, one object a page.

    One line each, unless a single page goes to a terminal: that one is printed readably. `-` reads standard input;
    archives give many pages.

    \b
    svodka extract page.html
    svodka extract pages/*.html > pages.jsonl
    curl -s https://www.mos.ru/news/item/1/ | svodka extract -
    """
    with clear_errors():
        failed = _print_pages(files)
    sys.exit(FAILED if failed else 0)


def _print_pages(files: Sequence[str]) -> bool:
    """Prints all pages; whether anything was lost on the way."""
    from pipeline.batch import list_files

    names = list_files(files)
    readable = sys.stdout.isatty() and len(names) == 1
    failed = [_print_source(name, readable=readable) for name in names]
    sys.stdout.buffer.flush()
    return any(failed)


def _print_source(name: str, *, readable: bool) -> bool:
    """Prints the pages of a source, the only one readably; whether anything in it was lost."""
    from pipeline.batch import Failure, Note, Passed, Skip, read_items
    from pipeline.records import Page
    from pipeline.sources import shown_name

    items, name = read_items(name), shown_name(name)
    first = list(islice(items, 2)) if readable else []
    alone = len(first) == 1
    failed, passed = False, Counter[str]()
    for item in chain(first, items):
        if isinstance(item, Page):
            _print_page(item.to_json(), alone=alone)
        elif isinstance(item, Passed):
            passed[item.code] += 1
        else:
            failed = failed or isinstance(item, Skip | Failure)
            name_place(f"{name}, {item.place}" if isinstance(item, Skip | Note) and item.place else name, item.reason)
    name_passed(passed.items(), f"{name}: ")
    return failed


def _print_page(data: bytes, *, alone: bool) -> None:
    import msgspec

    sys.stdout.buffer.write((msgspec.json.format(data, indent=2) if alone else data) + b"\n")


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(allow_dash=True), metavar="PAGE...|-")
def explain(files: Sequence[str]) -> None:
    """Explain pages in words: fact by fact, which rule read what from which words; then the census.

    \b
    svodka explain page.html | less
    """
    from pipeline.outputs.explain import explain as lines_of

    with clear_errors():
        failed = False
        for name, item in pages_of(files):
            if isinstance(item, str):
                failed = True
                name_place(name, item)
            else:
                click.echo("\n".join(lines_of(item)) + "\n")
    sys.exit(FAILED if failed else 0)


def pages_of(files: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """The pages of files, each with its file; for a source without one the reason."""
    from pipeline.batch import Failure, Skip, list_files, read_items
    from pipeline.records import Page

    for name in list_files(files):
        for item in read_items(name):
            if isinstance(item, Page | Skip | Failure):
                yield name, item if isinstance(item, Page) else item.reason
