"""Facts from what the earlier stages read: the last of the pure rooms."""

from pipeline.facts.assembly import Assembly, Reading, assemble

__all__ = ["Assembly", "Reading", "assemble"]
