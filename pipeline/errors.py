"""The tree of errors.

PipelineError           the page or the input cannot be used; one clear line says what, where and why
├── SourceError         a file or archive cannot be read
├── PageError           a page has no usable content
└── OutputError         a result cannot be written

Anything else that is raised is a mistake of the program itself.
"""


class PipelineError(Exception):
    """The page or the input cannot be used. The message is one line fit for a user."""


class SourceError(PipelineError):
    """A file, archive or archive member cannot be read."""


class PageError(PipelineError):
    """The content is there but holds no page: empty, binary, or nothing readable."""


class OutputError(PipelineError):
    """A result cannot be written."""


class LexiconError(Exception):
    """A data file of the program is wrong: `units.tsv:14: form 'га' already given in line 9`."""
