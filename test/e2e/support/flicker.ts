/** Functions that run inside the window: each needs no other. They look at every frame that is drawn. */

export interface Seen {
  frames: number;
  /** Lines that stayed on the screen and were painted in one frame and not in the next. */
  lost: number;
  /** Decorations of an extension in the active editor, at most. */
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
      const key = `${line.style.top} ${line.textContent}`; // its place in the document
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
