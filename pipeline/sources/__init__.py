"""The edge where pages come in: files, folders, archives and standard input, told apart by content."""

from pipeline.sources.adapt import adapt_content
from pipeline.sources.files import adapt_file, read_source, read_sources
from pipeline.sources.names import list_sources, shown_name
from pipeline.sources.remarks import MENDED, PASSED, Remark

__all__ = ["MENDED", "PASSED", "Remark", "adapt_content", "adapt_file", "list_sources", "read_source", "read_sources", "shown_name"]
