"""Paths of nodes in the saved page. Children are counted once for each parent: the cost grows with the length of the page alone."""

import re
from collections import Counter

from pipeline.cleanup.tree import Element

_NAME = re.compile(r"^[A-Za-z_][\w.-]*$")


class Paths:
    """XPaths of the nodes of one page."""

    def __init__(self) -> None:
        self.paths: dict[Element, str] = {}
        self.steps: dict[Element, str] = {}

    def _step(self, node: Element, parent: Element) -> str:
        """The last step of a node's path; the steps of its neighbours are kept too."""
        if node not in self.steps:
            total, seen = Counter(child.tag for child in parent), Counter[str]()
            for place, child in enumerate(parent, 1):
                seen[child.tag] += 1
                place_of_tag = f"[{seen[child.tag]}]" if total[child.tag] > 1 else ""
                self.steps[child] = f"{child.tag}{place_of_tag}" if _NAME.match(child.tag) else f"*[{place}]"
        return self.steps[node]

    def of(self, node: Element) -> str:
        """The path of a node; "o:p" and other names that XPath would not read are given by their places."""
        chain = list[Element]()
        current: Element | None = node
        while current is not None and current not in self.paths:
            chain.append(current)
            current = current.getparent()
        for one in reversed(chain):
            parent = one.getparent()
            self.paths[one] = f"/{one.tag}" if parent is None else f"{self.paths[parent]}/{self._step(one, parent)}"
        return self.paths[node]
