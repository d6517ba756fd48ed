"""Facts from what the earlier stages read: the last of the pure rooms."""

from pipeline.facts.assembly import Assembly, Reading, assemble
from pipeline.facts.grids import Cell, frame_cells
from pipeline.facts.signature import noun_after, word_signature

__all__ = ["Assembly", "Cell", "Reading", "assemble", "frame_cells", "noun_after", "word_signature"]
