"""Where the members of a packed archive begin, as far as they are known."""

from collections import deque


class Places:
    """Where members begin: (plain position, offset), both rising."""

    def __init__(self) -> None:
        self._found: deque[tuple[int, int]] = deque()

    def note(self, plain: int, offset: int) -> None:
        while self._found and self._found[-1][0] >= plain:
            self._found.pop()
        self._found.append((plain, offset))

    def at(self, plain: int) -> tuple[int, int]:
        """The last member that begins at a position or before; earlier ones are forgotten."""
        while len(self._found) > 1 and self._found[1][0] <= plain:
            self._found.popleft()
        return self._found[0]

    def after(self, plain: int) -> list[int]:
        return [start for start, _ in self._found if start > plain]
