"use strict";

/** All elements under a root that match a selector. */
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/** An element with attributes and children; strings become text, never markup. */
function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}
