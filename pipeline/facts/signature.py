"""The words two paragraphs must share to say the same thing: names, directions, negations."""

import re

from pipeline.facts.kinds import change_direction

_NAME = re.compile(r"(?<![.!?…]\s)(?<!^)\b[А-ЯЁA-Z][\w-]+")
_WORD = re.compile(r"[а-яё]+", re.IGNORECASE)
STEM = 5
NEGATIONS = frozenset(("не", "ни", "нет", "без"))


def word_signature(text: str) -> tuple[tuple[str, ...], ...]:
    """Stems of names inside sentences, directions of change, negations, each in order of the text."""
    names = tuple(match.group().lower().replace("ё", "е")[:STEM] for match in _NAME.finditer(text))
    words = [word.lower() for word in _WORD.findall(text)]
    directions = tuple(direction for word in words if (direction := change_direction(word)))
    return (tuple(sorted(set(names))), directions, tuple(word for word in words if word in NEGATIONS))
