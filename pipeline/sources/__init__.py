"""The edge where pages come in: files, folders and standard input, told apart by content."""

from pipeline.sources.adapt import adapt_content
from pipeline.sources.files import Skipped, list_sources, read_file, read_sources

__all__ = ["Skipped", "adapt_content", "list_sources", "read_file", "read_sources"]
