"""Loading under the worst treatment, at full size: twice, killed twenty times, two loaders at once, a disk that is full.

    python -m tests.benchmarks.soak_load [FACTS [ENGINE...]]

Each engine's database is compared with that of one clean load, by number and hash of the rows of every table. The full disk
is a small file system in memory; only root may mount one.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from pipeline.errors import OutputError
from pipeline.outputs import load
from tests.outputs.contents import digest_of
from tests.outputs.many import large_run, small_run
from tests.outputs.servers import new_database, postgres_server, with_database

KILLS = 20
ENGINES = ("sqlite", "postgresql", "duckdb")
DISK = "64m"
CODE = "import sys; from pathlib import Path; from pipeline.outputs import load; load(Path(sys.argv[1]), sys.argv[2])"

Digest = dict[str, tuple[int, int]]


@contextmanager
def empty(engine: str, folder: Path, server: str) -> Iterator[str]:
    """The address of an empty database."""
    if engine == "postgresql":
        with new_database(server) as dsn:
            yield dsn
        return
    place = Path(tempfile.mkdtemp(dir=folder))
    yield f"{engine}:///{place}/facts.{engine}"
    shutil.rmtree(place)


def start(run: Path, url: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", CODE, str(run), url])


def check(name: str, clean: Digest, found: Digest) -> None:
    different = [table for table in clean if clean[table] != found[table]]
    print(f"{name}: {'equal to one clean load' if not different else f'DIFFERENT in {different}'}", flush=True)
    if different:
        sys.exit(1)


def twice(run: Path, url: str) -> tuple[Digest, float]:
    """A clean load, its seconds, and another one that must change nothing."""
    started = time.monotonic()
    load(run, url)
    seconds = time.monotonic() - started
    clean = digest_of(url)
    again = load(run, url).new
    print(f"loaded {clean['facts'][0]} facts in {seconds:.1f} s; again: {sum(again.values())} new rows", flush=True)
    check("twice", clean, digest_of(url))
    return clean, seconds


def killed(run: Path, url: str, moments: Iterator[float]) -> int:
    """Loads that are killed at the given moments until one is done before its moment; how many were killed."""
    for count, moment in enumerate(moments):
        loader = start(run, url)
        try:
            loader.wait(moment)
        except subprocess.TimeoutExpired:
            loader.send_signal(signal.SIGKILL)
        if loader.wait() != -signal.SIGKILL:
            return count
    raise AssertionError("moments without end have ended")


def all_killed(run: Path, place: tuple[str, Path, str], clean: tuple[Digest, float]) -> None:
    """Databases one after the other, until so many loads were killed in all."""
    dice = random.Random(20)  # the moments are the same each time
    moments = iter(lambda: 1 + dice.random() * clean[1] / 4, None)
    kills = 0
    while kills < KILLS:
        with empty(*place) as url:
            count = killed(run, url, moments)
            check(f"killed {count} times and repeated", clean[0], digest_of(url))
            kills += count
    print(f"{kills} loads killed in all", flush=True)


@contextmanager
def on_disk(engine: str, disk: Path, server: str) -> Iterator[str]:
    """The address of an empty database whose files lie on a file system of their own."""
    if engine != "postgresql":
        yield f"{engine}:///{disk}/facts.{engine}"
        return
    with psycopg.connect(server, autocommit=True) as connection:
        (data,) = connection.execute("SHOW data_directory").fetchone() or ("",)
        place = disk / "space"
        place.mkdir()
        shutil.chown(place, Path(data).stat().st_uid, Path(data).stat().st_gid)
        for parent in (disk, disk.parent):
            parent.chmod(0o755)
        connection.execute(f"CREATE TABLESPACE soak LOCATION '{place}'".encode())
        connection.execute("CREATE DATABASE soak TABLESPACE soak")
        yield with_database(server, "soak")
        connection.execute("DROP DATABASE soak WITH (FORCE)")
        connection.execute("DROP TABLESPACE soak")


def full_disk(run: Path, folder: Path, server: str, engine: str) -> Digest:
    """A load onto a disk that is too small, then onto the same disk grown; what is there in the end."""
    disk = Path(tempfile.mkdtemp(dir=folder))
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(disk)], check=True)
    try:
        with on_disk(engine, disk, server) as url:
            try:
                load(run, url)
            except OutputError as error:
                print(f"full disk of {DISK}: {error}", flush=True)
            subprocess.run(["mount", "-o", "remount,size=8g", str(disk)], check=True)
            print(f"the disk grown: {load(run, url).new['facts']} facts more", flush=True)
            return digest_of(url)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def soak(run: Path, folder: Path, server: str, engine: str) -> None:
    print(f"--- {engine}", flush=True)
    with empty(engine, folder, server) as url:
        clean, seconds = twice(run, url)
    all_killed(run, (engine, folder, server), (clean, seconds))
    with empty(engine, folder, server) as url:
        codes = [loader.wait() for loader in [start(run, url), start(run, url)]]
        print(f"two loaders at once ended with {codes}", flush=True)
        check("two at once", clean, digest_of(url))
    if os.geteuid() == 0:
        check("full disk and repeated", clean, full_disk(run, folder, server, engine))
    else:
        print("full disk: left out, only root may mount one")


def main() -> None:
    facts = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    folder = Path(tempfile.mkdtemp(prefix="svodka-soak-"))
    try:
        run = large_run(folder / "run", small_run(folder / "small"), facts)
        with postgres_server() as server:
            for engine in sys.argv[2:] or ENGINES:
                soak(run, folder, server, engine)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
