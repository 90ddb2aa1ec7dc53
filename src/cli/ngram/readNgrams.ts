import { firstPiece } from '../../engine/data/decode';
import type { Tokenizer } from '../../engine/data/tokenizer';
import { hasHeader } from '../../engine/families/ngram/arpa/header';
import { type ArpaFile, readArpa } from '../../engine/families/ngram/arpa/read';
import type { BackoffModel } from '../../engine/families/ngram/backoffModel';
import { isBinary, readBinary } from '../../engine/families/ngram/binary/read';
import { type Call, textFlag } from '../command/command';
import { openSource, readSource } from '../files';
import { warn } from '../warn';

/** A model in memory and its tokenizer. */
export interface OpenNgrams {
  readonly smoothed: BackoffModel;
  readonly tokenizer: Tokenizer;
}

/**
 * Reads n-grams from a file in the ARPA format or the binary format. Flags give the unit of tokenization and an
 * ARPA file's name of `<unk>`.
 */
export async function readNgrams(call: Call, path: string): Promise<OpenNgrams> {
  const source = await openNgrams(path);
  const unit = textFlag(call, 'unit');
  if (source.bytes instanceof Uint8Array && isBinary(source.bytes))
    return readBinary({ ...source, bytes: source.bytes, unit });
  const model = readArpa({ ...source, unit }, { unknown: textFlag(call, 'map-unk') });
  warn(model.warnings);
  return model;
}

/** Opens a file to read it in pieces, if it begins as an ARPA file does. Reads any other file as a whole. */
async function openNgrams(path: string): Promise<ArpaFile> {
  const source = await openSource(path);
  return typeof source.bytes === 'function' && hasHeader(firstPiece(source.bytes))
    ? source
    : readSource(path);
}
