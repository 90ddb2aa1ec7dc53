/**
 * Creates an element with a class and children. A string becomes a text node and is never interpreted as
 * HTML.
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = '',
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/**
 * Sets the text of a node only if the text differs. Setting an equal text would make the browser draw it, and
 * screen readers read it aloud, again.
 */
export function setText(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}
