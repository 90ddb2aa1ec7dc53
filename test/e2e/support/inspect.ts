/**
 * Functions that run inside the dashboard page. None may use another, because only its own source is sent
 * there.
 */

export interface Picture {
  readonly name: string;
  readonly state: string;
  readonly figures: readonly string[];
  /** The description of each chart, and whether it shows a line. */
  readonly charts: readonly { readonly label: string; readonly drawn: boolean }[];
  readonly sample: string;
  /** The position of the shown sample, and of the last one. */
  readonly samples: readonly [string, string];
}

export function readPicture(): Picture {
  const text = (selector: string) => document.querySelector(selector)?.textContent ?? '';
  const isDrawn = (canvas: HTMLCanvasElement) => {
    const { top, bottom } = canvas.getBoundingClientRect();
    if (bottom < 0 || top > window.innerHeight) return true; // a plot outside the window is not drawn
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
    // Lines are coloured; axes and grids are grey.
    return pixels?.some((_, i) => i % 4 === 0 && pixels[i + 3] > 128 && pixels[i] !== pixels[i + 2]) ?? false;
  };
  const slider = document.querySelector<HTMLInputElement>('.samples input[type=range]');
  return {
    name: text('h1'),
    state: document.querySelector<HTMLElement>('.state')?.dataset.state ?? '',
    figures: [...document.querySelectorAll('.figure dd')].map(figure => figure.textContent ?? ''),
    charts: [...document.querySelectorAll<HTMLCanvasElement>('.plot:not([hidden]) canvas')]
      .filter(chart => chart.checkVisibility()) // the others are in a closed part of the page
      .map(chart => ({ label: chart.getAttribute('aria-label') ?? '', drawn: isDrawn(chart) })),
    sample: text('pre.sample'),
    samples: [slider?.value ?? '', slider?.max ?? ''],
  };
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
  /** Controls, each of which counts as one visible part, like a text. */
  const controls = 'vscode-button, vscode-text-field, button, input, select, progress, canvas, svg';
  /** Parts that are only read aloud, or that scroll sideways within the page. */
  const elsewhere = '.heard, .runs';
  const parts: { readonly element: Element; readonly box: DOMRect }[] = [];
  for (const element of document.body.querySelectorAll('*')) {
    if (!element.checkVisibility() || element.closest(elsewhere)) continue;
    if (getComputedStyle(element).clipPath === 'inset(50%)') continue; // read aloud only
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

/** Opens every closed part of the page. */
export function openFolds(): void {
  for (const fold of document.querySelectorAll<HTMLDetailsElement>('.fold:not([open])')) fold.open = true;
}

/** The bottom edge of each of these parts of the page, in pixels. Undefined if it is not shown. */
export function bottomsOf(parts: readonly string[]): (number | undefined)[] {
  return parts.map(part => {
    const found = document.querySelector(part);
    return found?.checkVisibility() ? found.getBoundingClientRect().bottom : undefined;
  });
}
