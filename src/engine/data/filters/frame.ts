import type { Frame, TextPart } from './filter';

/**
 * Maximum length of a header, in UTF-16 units. The longest headers of Project Gutenberg have about 20,000.
 */
const HEADER = 1 << 15;
/** The sign of a header must begin within this number of UTF-16 units from the start of the text. */
const BEGINNING = 1 << 10;

/**
 * Returns the headers and footers of a text, in order. A footer ends after the next opening mark, because a
 * file may contain several texts. Without a further opening mark, it extends to infinity. A header without a
 * footer before it begins with its title, or with its opening mark if the title is not recognised.
 */
export function framesIn(text: string, frame: Frame): TextPart[] {
  const header = headerOf(text, frame);
  const found = header > 0 ? [{ start: 0, end: header }] : [];
  const [nextOpening, nextClosing] = [marksIn(text, frame.opening), marksIn(text, frame.closing)];
  for (let at = header; at < text.length; at = found[found.length - 1].end) {
    const [opening, closing] = [nextOpening(at), nextClosing(at)];
    if (closing && !(opening && opening.start < closing.start))
      found.push({ start: closing.start, end: nextOpening(closing.end)?.end ?? Number.POSITIVE_INFINITY });
    else if (opening)
      found.push({ start: titleIn(text, at, opening.start, frame) ?? opening.start, end: opening.end });
    else break;
  }
  return found;
}

/**
 * Returns the start of a header whose opening mark lies at or after `offset`. Searches the text from `from`
 * to `offset` for its title. Returns undefined if this text contains no title.
 */
export function titleIn(text: string, from: number, offset: number, { title }: Frame): number | undefined {
  const first = Math.max(from, offset - HEADER);
  const found = title.exec(text.slice(first, offset));
  return found ? first + found.index : undefined;
}

/** Returns the end of the header at the start of a text, or 0 if there is none. */
function headerOf(text: string, frame: Frame): number {
  if (!hasSign(text, frame)) return 0;
  const beginning = text.slice(0, HEADER);
  const opening = find(frame.opening, beginning, 0);
  const closing = opening && find(frame.closing, beginning, 0);
  return opening && !(closing && closing.start < opening.start) ? opening.end : 0;
}

/**
 * Returns whether a text may begin with a header that ends after `offset`. There must be no opening mark
 * before `offset`.
 */
export function mayBeHeader(text: string, offset: number, frame: Frame): boolean {
  return offset <= BEGINNING || (offset < HEADER && hasSign(text, frame));
}

function hasSign(text: string, { sign }: Frame): boolean {
  return sign.test(text.slice(0, BEGINNING));
}

/**
 * Returns a function that finds the first match of `mark` at or after an offset. The offsets of successive
 * calls must not decrease.
 */
function marksIn(text: string, mark: RegExp): (from: number) => TextPart | undefined {
  let next = find(mark, text, 0);
  return from => {
    if (next && next.start < from) next = find(mark, text, from);
    return next;
  };
}

function find(mark: RegExp, text: string, from: number): TextPart | undefined {
  mark.lastIndex = from;
  const found = mark.exec(text);
  return found ? { start: found.index, end: mark.lastIndex } : undefined;
}
