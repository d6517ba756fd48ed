"""Names on the command line, and files opened by them."""

import os
import threading
from pathlib import Path

import pytest

from pipeline.errors import PageError, SourceError
from pipeline.records import RawPage
from pipeline.sources import adapt_file, list_sources, read_source
from tests.sources.archives import captured


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.html", "a.html", "in/c.txt", "in/.hidden/d.html", "odd[1].html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Открыто 5 школ.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("names", "files"),
    [
        (["b.html", "a.html", "b.html"], ["b.html", "a.html"]),
        (["."], ["a.html", "b.html", "in/c.txt", "odd[1].html"]),
        (["[ab].html"], ["a.html", "b.html"]),
        (["**/*.txt", "a.html"], ["in/c.txt", "a.html"]),
        (["i*"], ["in/c.txt"]),
        (["odd[1].html"], ["odd[1].html"]),
        (["-", "a.html"], ["-", "a.html"]),
        (["@list", "a.html"], ["b.html", "in/c.txt", "a.html"]),
    ],
)
def test_files_of_names(folder: Path, names: list[str], files: list[str]) -> None:
    (folder.parent / "list").write_text("# saved pages\nb.html\n\nin\n", encoding="utf-8")
    if names[0] == "@list":
        names = [f"@{folder.parent / 'list'}", *names[1:]]
    assert list_sources(names) == files


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("no.html", "no such file"),
        ("*.pdf", "no such file"),
        ("@none", "@none: the list cannot be read"),
        ("@in", "the list cannot be read"),
    ],
)
def test_names_of_nothing(name: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        list_sources([name])


def test_a_list_in_another_charset_is_named(folder: Path) -> None:
    (folder / "names").write_bytes("дворы.html".encode("cp1251"))
    with pytest.raises(SourceError, match="the list cannot be read"):
        list_sources(["@names"])


def test_a_stream_that_can_be_read_only_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    data = captured(1) + captured(2)
    writer = threading.Thread(target=pipe.write_bytes, args=(data,))
    writer.start()
    pages = list(read_source(str(pipe)))
    writer.join()
    assert [isinstance(page, RawPage) and page.url for page in pages] == [f"https://www.mos.ru/news/item/{number}/" for number in (1, 2)]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        list(read_source(str(tmp_path)))
    (tmp_path / "empty").touch()
    with pytest.raises(PageError, match="empty"):
        list(adapt_file(str(tmp_path / "empty")))


def test_a_file_too_large_for_a_page_is_named(tmp_path: Path) -> None:
    path = tmp_path / "huge.html"
    with path.open("wb") as file:
        file.write(b"<html><p>")
        file.truncate(70 * 1024 * 1024)
    with pytest.raises(PageError, match="too large for a page"):
        list(adapt_file(str(path)))
