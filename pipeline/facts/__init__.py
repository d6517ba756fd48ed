"""Facts from what the earlier stages read: the last of the pure rooms."""

from pipeline.facts.assembly import Assembly, Reading, assemble
from pipeline.facts.signature import noun_after, word_signature

__all__ = ["Assembly", "Reading", "assemble", "noun_after", "word_signature"]
