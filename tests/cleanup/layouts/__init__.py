"""Renderers of pages of unknown make: each takes the texts of a release and wraps them in markup that is hard to clean.

A layout is a function `Page -> bytes`. Junk goes through `page.b` (shown) and `page.h` (hidden), which note it for the score.
"""
