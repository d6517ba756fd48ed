"""A crawl with every kind of damage at once; `tests.benchmarks.archives` does the same at full size."""

from pathlib import Path
from zlib import crc32

from pipeline.records import RawPage
from pipeline.sources import read_source
from tests.sources.damage import Member, damaged_archive

Place = tuple[int | None, int | str]  # an offset, and the checksum of the page there or the code of a remark


def wanted(members: list[Member]) -> list[Place]:
    found: list[Place] = []
    offset = 0
    for member in members:
        found += [(offset, member.page)] if member.page is not None else []
        found += [(offset, code) for code in member.remarks]
        offset += len(member.packed)
    return found


def read(path: Path) -> list[Place]:
    return [
        (one.capture.source.offset, crc32(one.content)) if isinstance(one, RawPage) else (one.source.offset, one.code)
        for one in read_source(str(path))
    ]


def test_every_whole_page_is_read_and_every_loss_named(tmp_path: Path) -> None:
    members = list(damaged_archive(700, 3, broken=0.05))
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(member.packed for member in members))
    assert read(path) == wanted(members)
    kinds = {code for member in members for code in member.remarks}
    assert kinds == {"corrupt", "truncated", "wrong-length", "redirect", "error-status", "not-html", "empty-body"}
