"""Every page takes a tenth of a second more, as the module of test hooks: a run can be killed at any of its moments."""

import time

from pipeline.records import RawPage


def before_page(_: RawPage) -> None:
    time.sleep(0.1)
