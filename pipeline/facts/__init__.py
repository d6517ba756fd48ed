"""Facts from what the earlier stages read: the last of the pure rooms."""

from pipeline.facts.assembly import Assembly, Reading, assemble
from pipeline.facts.grids import Cell, frame_cells
from pipeline.facts.home import CITY_SITE, is_city_site
from pipeline.facts.identity import is_common
from pipeline.facts.signature import PROBE, spell_days, state
from pipeline.facts.written_figures import Figures

__all__ = [
    "CITY_SITE", "PROBE", "Assembly", "Cell", "Figures", "Reading", "assemble",
    "frame_cells", "is_city_site", "is_common", "spell_days", "state",
]  # fmt: skip
