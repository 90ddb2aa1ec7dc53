/**
 * The visible state of the dashboard page. The functions in this file run in the page. They must not use each
 * other, because only the source of one function is sent to the page.
 */
export interface Picture {
  readonly name: string;
  readonly state: string;
  readonly figures: readonly string[];
  /** The description of each plot, and whether the plot contains a line. */
  readonly charts: readonly { readonly label: string; readonly drawn: boolean }[];
  readonly sample: string;
  /** The positions of the shown sample and of the last sample on the slider. */
  readonly samples: readonly [string, string];
}

export function readPicture(): Picture {
  const text = (selector: string) => document.querySelector(selector)?.textContent ?? '';
  const isDrawn = (canvas: HTMLCanvasElement) => {
    const { top, bottom } = canvas.getBoundingClientRect();
    // A plot outside the window is not drawn and counts as drawn.
    if (bottom < 0 || top > window.innerHeight) return true;
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
    // Looks for coloured pixels: lines are coloured, but axes and grids are grey.
    return pixels?.some((_, i) => i % 4 === 0 && pixels[i + 3] > 128 && pixels[i] !== pixels[i + 2]) ?? false;
  };
  const slider = document.querySelector<HTMLInputElement>('.samples input[type=range]');
  return {
    name: text('h1'),
    state: document.querySelector<HTMLElement>('.state')?.dataset.state ?? '',
    figures: [...document.querySelectorAll('.figure dd')].map(figure => figure.textContent ?? ''),
    charts: [...document.querySelectorAll<HTMLCanvasElement>('.plot:not([hidden]) canvas')]
      // Leaves out plots in closed parts of the page.
      .filter(chart => chart.checkVisibility())
      .map(chart => ({ label: chart.getAttribute('aria-label') ?? '', drawn: isDrawn(chart) })),
    sample: text('pre.sample'),
    samples: [slider?.value ?? '', slider?.max ?? ''],
  };
}

/** Returns whether the whole element is visible in the window. Pages scroll by whole pixels, so less than a pixel may be outside. */
export function isInWindow(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return element.checkVisibility() && top > -1 && bottom < window.innerHeight + 1;
}

export function readWords(): string[] {
  const nameless =
    'pre.sample, .configuration, h1, .legend, .readout, .runs th.setting, .runs td, .run, script, style';
  const words: string[] = [];
  for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
    if (!element.checkVisibility()) continue;
    for (const attribute of ['aria-label', 'title', 'placeholder']) {
      const label = element.getAttribute(attribute);
      if (label && !element.closest('.plot-box')) words.push(label);
    }
    if (element.closest(nameless)) continue;
    const own = [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE);
    words.push(...own.map(node => node.textContent?.trim() ?? '').filter(text => text !== ''));
  }
  return words;
}

export function findMisplaced(): string[] {
  const found: string[] = [];
  const describe = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.className} "${(element.textContent ?? '').slice(0, 30)}"`;
  /** Selects controls. Each control counts as one visible part, like a text. */
  const controls = 'vscode-button, vscode-text-field, button, input, select, progress, canvas, svg';
  /**
   * Selects parts that are not checked: they are only read aloud, or they scroll sideways within the page.
   */
  const elsewhere = '.heard, .runs';
  const parts: { readonly element: Element; readonly box: DOMRect }[] = [];
  for (const element of document.body.querySelectorAll('*')) {
    if (!element.checkVisibility() || element.closest(elsewhere)) continue;
    // Skips elements that are only read aloud.
    if (getComputedStyle(element).clipPath === 'inset(50%)') continue;
    if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX === 'hidden')
      found.push(`cut: ${describe(element)}`);
    if (element.matches(controls)) parts.push({ element, box: element.getBoundingClientRect() });
    else if (!element.closest(controls) && !element.closest('pre')) {
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || !node.textContent?.trim()) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        parts.push(...[...range.getClientRects()].map(box => ({ element, box })));
      }
    }
  }
  for (const [i, { element, box }] of parts.entries()) {
    if (box.left < -1 || box.right > window.innerWidth + 1) found.push(`sticks out: ${describe(element)}`);
    for (const other of parts.slice(i + 1)) {
      if (element.contains(other.element) || other.element.contains(element)) continue;
      const width = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const height = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
      if (width > 2 && height > 2) found.push(`${describe(element)} lies over ${describe(other.element)}`);
    }
  }
  return found;
}

/** Opens all closed parts of the page. */
export function openFolds(): void {
  for (const fold of document.querySelectorAll<HTMLDetailsElement>('.fold:not([open])')) fold.open = true;
}

/**
 * Returns the bottom edge of each of these parts of the page, in pixels. Undefined for a part that is not
 * visible.
 */
export function bottomsOf(parts: readonly string[]): (number | undefined)[] {
  return parts.map(part => {
    const found = document.querySelector(part);
    return found?.checkVisibility() ? found.getBoundingClientRect().bottom : undefined;
  });
}
