import type { OpenNetwork } from '../../../src/engine/model/openNetwork';
import { Reading } from '../../../src/engine/scoring/reading';
import { noise } from '../../engine/support/network';
import { OnnxSession } from './onnxSession';
import { onnxMetadataOf } from './readOnnx';

/** Returns a text of random symbols. */
export function randomText(symbols: readonly string[], length: number): string {
  const random = noise(3);
  const one = () => symbols[Math.floor(((random() + 1) / 2) * symbols.length) % symbols.length];
  return Array.from({ length }, one).join('');
}

/** Returns ln P of the tokens of a text. */
export function logProbsOf(open: OpenNetwork, text: string): number[] {
  const reading = new Reading(open);
  for (const _ of reading.read(text, true));
  return [...reading.tokens.logProbs.subarray(0, reading.tokens.length)];
}

/** Opens an ONNX file with the states that its metadata describe. */
export const openOnnx = (file: Uint8Array) => OnnxSession.open(file, JSON.parse(onnxMetadataOf(file).states));

/** Returns the ids of the characters of a text, after the line end. */
export function idsOf({ vocabulary, tokenizer }: OpenNetwork, text: string): number[] {
  return [tokenizer.lineEnd, ...text].map(symbol => vocabulary.symbols.indexOf(symbol));
}

/**
 * Returns ln P of each id after the first, read in calls of at most `piece` tokens. After C tokens, a transformer begins with
 * empty states.
 */
export async function scored(session: OnnxSession, ids: readonly number[], piece: number, C?: number) {
  const found: number[] = [];
  let states = session.start();
  for (let at = 0; at + 1 < ids.length; ) {
    if (C && at % C === 0) states = session.start();
    const rest = C ? C - (at % C) : piece;
    const inputs = ids.slice(at, Math.min(at + Math.min(piece, rest), ids.length - 1));
    const { rows, states: next } = await session.run(inputs, 1, states);
    for (const [i, row] of rows.entries()) found.push(row[ids[at + i + 1]]);
    states = next;
    at += inputs.length;
  }
  return found;
}

export const largestError = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length ? Math.max(...a.map((value, i) => Math.abs(value - b[i]))) : Number.NaN;
