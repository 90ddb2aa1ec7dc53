/** Functions that run inside the window, so none may use another. They check every frame. */

export interface Seen {
  frames: number;
  /** Number of times that a visible line lost its colour from one frame to the next. */
  lost: number;
  /** Maximum number of decorations of extensions in the active editor. */
  decorations: number;
}

declare global {
  var seen: Seen;
}

export function watchLines(): void {
  globalThis.seen = { frames: 0, lost: 0, decorations: 0 };
  let before = new Set<string>();
  const look = () => {
    const editor = document.querySelector('.editor-group-container.active .monaco-editor');
    const topOf = (element: Element) => Math.round(element.getBoundingClientRect().top);
    const painted = [
      ...(editor?.querySelectorAll('.view-overlays [class*="TextEditorDecorationType"]') ?? []),
    ];
    const tops = new Set(painted.map(topOf));
    const now = new Set<string>();
    const lines = [...(editor?.querySelectorAll<HTMLElement>('.view-line') ?? [])];
    for (const line of lines) {
      const key = `${line.style.top} ${line.textContent}`; // the line's position in the document
      const top = topOf(line);
      if ([top - 1, top, top + 1].some(near => tops.has(near))) now.add(key);
      else if (before.has(key)) globalThis.seen.lost++;
    }
    before = now;
    globalThis.seen.frames++;
    globalThis.seen.decorations = Math.max(globalThis.seen.decorations, painted.length);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

export function countLost(): Seen {
  return globalThis.seen;
}
