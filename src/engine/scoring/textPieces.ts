import type { ReadableText } from '../data/decode';
import { piecesOf } from '../data/numbering';
import { smallPieces } from '../data/smallPieces';
import type { TextModel } from '../model/openModel';
import { type TokenPiece, tokenPieces } from './tokenPieces';

/** Yields the tokens of a text of any size in small pieces. */
export function textPieces(open: TextModel, text: ReadableText): Generator<TokenPiece> {
  const pieces = function* () {
    for (const piece of piecesOf(text, open.tokenizer)) yield* smallPieces(piece, open.tokenizer.boundaries);
  };
  return tokenPieces(open, pieces(), true);
}

/** Length in UTF-16 units from which an unfinished line is divided. */
const LONG_LINE = 1 << 16;

/** Yields the tokens of a text in pieces that end with a line, except in very long lines. */
export function linePieces(open: TextModel, text: ReadableText): Generator<TokenPiece> {
  const pieces = function* () {
    let rest = '';
    for (const piece of piecesOf(text, open.tokenizer)) {
      for (const small of smallPieces(piece, open.tokenizer.boundaries)) {
        const read = rest + small;
        const lineEnd = read.lastIndexOf('\n') + 1;
        const cut = lineEnd > 0 || read.length < LONG_LINE ? lineEnd : read.length;
        if (cut > 0) yield read.slice(0, cut);
        rest = read.slice(cut);
      }
    }
    if (rest !== '') yield rest;
  };
  return tokenPieces(open, pieces(), true);
}
