"""Writes the rows below the queries of docs/databases.md anew: `python -m tests.docs`. Look at the difference before you keep it."""

import re
import tempfile
from pathlib import Path

from pipeline import batch
from pipeline.outputs import load
from tests.docs.queries import QUERY, format_rows
from tests.outputs.contents import opened
from tests.outputs.many import SOURCES
from tests.outputs.servers import new_database, postgres_server

PAGE = Path(__file__).parents[2] / "docs/databases.md"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, postgres_server() as server, new_database(server) as dsn:
        run = Path(folder) / "run"
        batch.run(SOURCES, run, formats=("parquet",))
        urls = {"sqlite": f"sqlite:///{run}/facts.sqlite", "duckdb": f"duckdb:///{folder}/a.duckdb", "postgresql": dsn}
        load(run, urls["duckdb"])
        load(run, dsn)

        def answered(match: re.Match[str]) -> str:
            query = match["query"].replace("output/files/", f"{run}/")
            with opened(urls[match["engines"].split(", ")[0]]) as connection:
                rows = format_rows(connection.execute(query).fetchall())
            return f"```sql\n-- {match['engines']}\n{match['query']}```\n\n```text\n{rows}```\n"

        PAGE.write_text(QUERY.sub(answered, PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
