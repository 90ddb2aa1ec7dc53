import type { TextFilter, TextPart } from './filter';

const [NOTE, NOTE_END] = ['［', '］'];
/**
 * Patterns for ruby (pronunciation in 《》), and for the mark ｜, which may precede the characters to which the
 * ruby belongs.
 */
const RUBY = /《[^《》]*》/g;
const BASE = /｜(?=[^｜《》]*《[^《》]*》)/g;

/**
 * The filter for texts of Aozora Bunko. It leaves out the title and the explanation of symbols before the
 * text, the source and credits after it, ruby and notes. A note that describes a character missing in JIS
 * follows a ※. This mark is kept, as one symbol for all such characters.
 *
 * Format: https://www.aozora.gr.jp/annotation/
 */
export const aozora: TextFilter = {
  frame: {
    sign: /^-{10,}/m,
    // Title and author: up to four short lines after a blank line. The match includes the part of the
    // explanation of symbols that was read.
    title:
      /(?:(?<=(?:\r\n?|\n)[ \t\u3000]*(?:\r\n?|\n))|^)(?:[^\s-].{0,39}(?:\r\n?|\n)){1,4}(?:[ \t\u3000]*(?:\r\n?|\n))*(?:-{10,}[ \t]*(?:(?:\r\n?|\n).*){0,90})?$/,
    opening:
      /^-{10,}[ \t]*(?:\r\n?|\n)(?:(?!-{10}).*(?:\r\n?|\n)){0,9}?【.*記号.*(?:\r\n?|\n)(?:(?!-{10}).*(?:\r\n?|\n)){0,80}?-{10,}[ \t]*(?:\r\n?|\n|$)/gm,
    closing: /^[ \t\u3000]*底本[：:]/gm,
  },

  markup: {
    signs: /[《［｜]/,
    partsOf(line) {
      const notes = notesIn(line);
      if (notes.length > 0 && without(line, notes).trim() === '') return 'all';
      const ruby = [...line.matchAll(RUBY), ...line.matchAll(BASE)]
        .map(({ 0: { length }, index }) => ({ start: index, end: index + length }))
        .filter(part => !notes.some(note => note.start <= part.start && part.start < note.end));
      return joined([...notes, ...ruby]);
    },
  },
};

/**
 * Returns the positions of the notes, ［＃…］, in a line. Brackets inside a note are part of the note. ［＃
 * without a closing bracket does not begin a note.
 */
function notesIn(line: string): TextPart[] {
  const notes: TextPart[] = [];
  for (let start = line.indexOf('［＃'); start >= 0; start = line.indexOf('［＃', start)) {
    const end = noteEnd(line, start);
    if (end < 0) start += 2;
    else {
      notes.push({ start, end });
      start = end;
    }
  }
  return notes;
}

function noteEnd(line: string, start: number): number {
  let depth = 0;
  for (let at = start; at < line.length; at++) {
    if (line[at] === NOTE) depth++;
    else if (line[at] === NOTE_END && --depth === 0) return at + 1;
  }
  return -1;
}

function without(line: string, parts: readonly TextPart[]): string {
  return parts.reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), line);
}

/** Returns the parts in order. Merges overlapping parts, such as a note inside a ruby. */
function joined(parts: readonly TextPart[]): TextPart[] {
  const found: TextPart[] = [];
  for (const part of [...parts].sort((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last && part.start <= last.end)
      found[found.length - 1] = { start: last.start, end: Math.max(last.end, part.end) };
    else found.push(part);
  }
  return found;
}
