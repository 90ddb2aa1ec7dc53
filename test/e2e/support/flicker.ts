/**
 * The counts that the functions in this file make. These functions run in the window and check every frame.
 * They must not use each other, because only the source of one function is sent to the window.
 */
export interface Seen {
  frames: number;
  /** Number of times that a visible line was coloured in one frame and not in the next. */
  lost: number;
  /** Maximum number of decorations by extensions in the active editor at the same time. */
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
