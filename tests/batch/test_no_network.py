"""A run fetches nothing: pages full of addresses and entities are read in processes that may open no socket to anywhere."""

import json
import socket
import sys
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline import batch
from pipeline.batch import Options
from pipeline.batch.limits import TEST_HOOKS
from tests.sources.archives import captured

PAGE = """<!DOCTYPE html SYSTEM "http://127.0.0.1:9/page.dtd" [<!ENTITY secret SYSTEM "file:///etc/hostname">
<!ENTITY remote SYSTEM "http://127.0.0.1:9/remote">]>
<html xmlns:xi="http://www.w3.org/2001/XInclude"><head><base href="http://127.0.0.1:9/"><link rel="stylesheet" href="http://127.0.0.1:9/a.css">
<link rel="canonical" href="http://127.0.0.1:9/news/1/"><script src="http://127.0.0.1:9/a.js"></script></head>
<body><article><h1>Новости</h1><p>За 2014 год открыто 5 школ: &secret; &remote;</p><xi:include href="file:///etc/hostname" parse="text"/>
<iframe src="http://127.0.0.1:9/"></iframe><img src="http://127.0.0.1:9/a.png"></article></body></html>"""

FETCHING = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request")
TRIED: list[str] = []


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: no socket to the network, no address looked up."""
    to_a_file = event == "socket.connect" and isinstance(arguments[-1], (str, bytes))  # a socket of this machine
    if event in FETCHING and not to_a_file:
        TRIED.append(event)
        raise PermissionError(f"{event}: no network in this process")


@cache
def _refuse_network() -> None:
    """From now on this process has no network; a try shows it."""
    sys.addaudithook(_refuse)
    with pytest.raises(PermissionError):
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    TRIED.clear()


def before_page(_: object) -> None:
    """As a module of test hooks: takes the network from the worker; an earlier page has asked for none."""
    _refuse_network()
    assert TRIED == []


def test_nothing_is_fetched_and_no_entity_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        (tmp_path / f"{number}.html").write_text(PAGE.replace("5 школ", f"{number + 5} школ"), encoding="utf-8")
    monkeypatch.setenv(TEST_HOOKS, "tests.batch.test_no_network")
    summary = batch.run([str(tmp_path)], tmp_path / "run", workers=1, options=Options())
    assert (summary.pages, summary.failed) == (3, ())
    texts = [json.loads(line)["text"] for line in (tmp_path / "run" / "pages.jsonl").read_text(encoding="utf-8").splitlines()]
    secret = Path("/etc/hostname").read_text(encoding="utf-8").strip() if Path("/etc/hostname").exists() else "127.0.0.1"
    assert all("За 2014 год открыто" in text and secret not in text for text in texts)
    assert summary.facts == 3


def test_names_in_archives_lead_nowhere(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    with zipfile.ZipFile(inner / "crawl.wacz", "w") as archive:
        for number, name in enumerate(
            ("archive/../../../escaped.warc", "/archive/escaped.warc", "archive//tmp/escaped.warc", "archive/good.warc")
        ):
            archive.writestr(name, captured(number))
    summary = batch.run([str(inner / "crawl.wacz")], inner / "run", workers=1)
    assert summary.pages == 3
    assert not list(tmp_path.rglob("escaped*")) and sorted(path.name for path in inner.iterdir()) == ["crawl.wacz", "run"]
