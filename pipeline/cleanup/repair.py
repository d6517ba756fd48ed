"""Characters mended once, before the text is fixed: invisible ones out, white space of the markup to one space."""

import re

_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u0000-\u0008\u000b\u000e-\u001f\u007f\u200e\u200f\u202a-\u202e]")
_MARKUP_SPACE = re.compile(r"[ \t\r\n\f]+")
_EDGES = " \t\r\n\f\u00a0\u2009\u202f\u2007\u3000"
_LONE = re.compile("[\ud800-\udfff]")


def repair(text: str) -> str:
    """Text without invisible characters, white space of the markup folded, no white space at the ends.

    No-break and thin spaces inside are content and stay.
    """
    text = _LONE.sub("\ufffd", _INVISIBLE.sub("", text))
    return _MARKUP_SPACE.sub(" ", text).strip(_EDGES)
