"""A look at what was read: a page or a run as one HTML file that needs nothing else, and a run opened in Datasette."""

from pipeline.report.browsing import browse
from pipeline.report.page_report import render_page
from pipeline.report.run_report import render_run

__all__ = ["browse", "render_page", "render_run"]
