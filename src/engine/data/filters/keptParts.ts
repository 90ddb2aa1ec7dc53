import { scanLines } from '../lines';
import type { TextFilter, TextPart } from './filter';
import { framesIn } from './frame';

/**
 * Returns the parts of a text that a filter keeps, in order. No part is empty, and adjacent parts are merged.
 */
export function keptParts(text: string, { frame, markup }: TextFilter): TextPart[] {
  const kept = new Kept();
  let at = 0;
  for (const { start, end } of framesIn(text, frame)) {
    keepBody(kept, text, { start: at, end: start }, markup);
    at = end;
  }
  keepBody(kept, text, { start: at, end: text.length }, markup);
  return kept.parts;
}

function keepBody(kept: Kept, text: string, { start, end }: TextPart, markup: TextFilter['markup']): void {
  const body = markup ? text.slice(start, end) : '';
  if (!markup?.signs.test(body)) {
    kept.add(start, end);
    return;
  }
  scanLines(body, (first, newline, next) => {
    const line = body.slice(first, newline);
    const parts = markup.signs.test(line) ? markup.partsOf(line) : [];
    if (parts === 'all') return;
    let from = first;
    for (const part of parts) {
      kept.add(start + from, start + first + part.start);
      from = first + part.end;
    }
    kept.add(start + from, start + next);
  });
}

/** Collects parts of a text in order. Merges adjacent parts and leaves out empty ones. */
class Kept {
  readonly parts: TextPart[] = [];

  add(start: number, end: number): void {
    if (start >= end) return;
    const last = this.parts.at(-1);
    if (last?.end === start) this.parts[this.parts.length - 1] = { start: last.start, end };
    else this.parts.push({ start, end });
  }
}

/** Returns the text of the parts, concatenated. */
export function textOfParts(text: string, parts: readonly TextPart[]): string {
  if (parts.length === 1 && parts[0].start === 0 && parts[0].end === text.length) return text;
  return parts.map(({ start, end }) => text.slice(start, end)).join('');
}
