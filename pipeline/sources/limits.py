"""How much of the input is taken at once: what is larger is named and left, so that no file can fill the memory."""

PAGE_LIMIT = 64 * 1024 * 1024  # bytes of a page, a document of records or a record of an archive, unpacked
HEADER_LIMIT = 64 * 1024  # bytes of the headers of a record or message
RATIO_LIMIT = 200  # bytes unpacked from one byte, beyond what is small anyway; text seldom exceeds 20
SMALL = 1024 * 1024  # bytes; below this no ratio is suspicious
