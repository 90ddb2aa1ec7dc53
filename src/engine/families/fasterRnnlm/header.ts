import { UserError } from '../../../protocol/userError';
import { decodeLatin1 } from '../../core/latin1';
import { type FasterRnnlmStructure, type LayerType, layerTypes } from './fasterRnnlmModel';

/** The first number of a file is the hidden size plus this constant times the version of the format. */
const VERSION_STEP = 10_000;
const NEWEST = 6;
/** The highest order of direct connections that faster-rnnlm supports (its constant MAX_NGRAM_ORDER). */
export const MAX_ORDER = 10;
/**
 * Maximum number of direct weights. It is more than any machine can store, so a larger number means a damaged
 * file.
 */
const LARGEST = 2 ** 40;
/** Maximum number of hidden layers. A larger number means a damaged file. */
const MAX_LAYERS = 1000;
/** Number of bytes reserved in the header for the name of the layer type. */
const NAME = 64;
/**
 * Matches the name of a structurally constrained (scrn) layer. The number in the name is the size of the
 * context.
 */
const SCRN = /^scrn(fast)?(\d{1,9})$/;

/**
 * Reads the header of a `.nnet` file. Returns the header and the index of the byte at which the weights
 * begin. Throws a UserError with the position of the first invalid value.
 */
export function readHeader(bytes: Uint8Array): {
  readonly structure: FasterRnnlmStructure;
  readonly weightsAt: number;
} {
  const cursor = new HeaderCursor(bytes);
  const first = cursor.whole('size of the hidden layer', 8, 0, (NEWEST + 1) * VERSION_STEP - 1);
  const version = Math.floor(first / VERSION_STEP);
  const direct = cursor.whole('size of the direct connections', 8, 0, LARGEST);
  const directOrder = cursor.whole('order of the direct connections', 4, 0, MAX_ORDER);
  const isNoiseContrastive = version === 1 || (version > 1 && cursor.flag('noise-contrastive estimation'));
  if (version > 1) cursor.skip(4); // skip ln Z of training, which scoring does not need
  if (version > 2 && cursor.flag('reversed sentences')) {
    throw new UserError(
      'This model of faster-rnnlm reads sentences backwards, so it cannot score a text from its start. Train one without --reverse-sentence.',
    );
  }
  const hidden = first % VERSION_STEP;
  const layer = version > 3 ? cursor.layer(hidden) : { layerType: 'sigmoid' as const };
  const layerCount = version > 4 ? cursor.whole('number of hidden layers', 4, 1, MAX_LAYERS) : 1;
  const arity = version > 5 ? cursor.whole('arity of the tree', 4, 2, 2 ** 31 - 1) : 2;
  const structure = {
    hidden,
    ...layer,
    layerCount,
    direct,
    directOrder,
    isNoiseContrastive,
    arity,
  };
  return { structure, weightsAt: cursor.at };
}

/**
 * Reads the values of the header one after another. Throws a UserError with the position of an invalid value.
 */
class HeaderCursor {
  at = 0;
  private readonly view: DataView;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  whole(what: string, size: 4 | 8, least: number, most: number): number {
    const at = this.skip(size);
    const value = size === 8 ? Number(this.view.getBigUint64(at, true)) : this.view.getInt32(at, true);
    if (value >= least && value <= most) return value;
    throw this.wrong(at, what, String(value), `${least} ... ${most}`);
  }

  flag(what: string): boolean {
    const at = this.skip(1);
    const value = this.bytes[at];
    if (value > 1) throw this.wrong(at, what, String(value), '0, 1');
    return value === 1;
  }

  layer(hidden: number): Pick<FasterRnnlmStructure, 'layerType' | 'scrn'> {
    const at = this.skip(NAME);
    const name = decodeLatin1(this.bytes.subarray(at, at + NAME)).split('\0')[0];
    const names = Object.keys(layerTypes) as LayerType[];
    const found = names.find(known => known === name);
    if (found) return { layerType: found };
    const [, fast, context] = SCRN.exec(name) ?? [];
    if (context !== undefined) {
      // A context larger than the hidden size is reduced to it, as in faster-rnnlm, which also warns.
      const scrn = { context: Math.min(Number(context), hidden), isFast: fast !== undefined };
      return { layerType: 'scrn', scrn };
    }
    throw this.wrong(at, 'hidden layer', JSON.stringify(name), [...names, 'scrn40', 'scrnfast40'].join(', '));
  }

  /** Skips `size` bytes. Returns the index of the first skipped byte. */
  skip(size: number): number {
    const at = this.at;
    this.at += size;
    if (this.at <= this.bytes.length) return at;
    throw new UserError(
      'This model of faster-rnnlm is incomplete: its header continues beyond byte {0}, the end of the file.',
      [this.bytes.length],
    );
  }

  private wrong(at: number, what: string, found: string, expected: string): UserError {
    return new UserError(
      'This file is not a faster-rnnlm model that Elman can read, or it is damaged: at byte {0}, "{1}" is {2}, but must be one of {3}.',
      [at, what, found, expected],
    );
  }
}
