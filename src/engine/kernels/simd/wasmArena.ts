import { UserError } from '../../../protocol/userError';
import type { Arena, Ids, Tensor } from '../../core/tensor';

const BYTES = 4;
/**
 * Alignment of tensors in bytes: a line of the cache. Otherwise, half of the 256-bit vectors of a matrix may be in two
 * lines each, which takes longer to read.
 */
const ALIGNMENT = 64;
const PAGE = 65_536;
/** Maximum size of a WebAssembly memory in pages of 64 KiB: 4 GiB. */
export const MAX_PAGES = 65_536;
/** Number of bytes beyond the end of a tensor that kernels may read but not write: two vectors. */
const READ_MARGIN = 32;

/**
 * Linear memory for float32 tensors, shared with a WebAssembly module. It grows in pages of 64 KiB when it is
 * full.
 */
export class WasmArena implements Arena {
  readonly bytesPerElement = BYTES;

  /** `used`: the number of bytes at the start of the memory that the module itself uses. */
  constructor(
    private readonly memory: WebAssembly.Memory,
    private used: number,
  ) {}

  tensor(rows: number, columns: number): Tensor {
    return { pointer: this.reserve(BYTES * rows * columns), rows, columns };
  }

  ids(length: number): Ids {
    return { pointer: this.reserve(BYTES * length), length };
  }

  values({ pointer, rows, columns }: Tensor): Float32Array {
    return new Float32Array(this.memory.buffer, pointer, rows * columns);
  }

  idValues({ pointer, length }: Ids): Int32Array {
    return new Int32Array(this.memory.buffer, pointer, length);
  }

  slice({ pointer, columns }: Tensor, from: number, count: number): Tensor {
    return { pointer: pointer + BYTES * from * columns, rows: count, columns };
  }

  /**
   * Reserves bytes at an aligned address. Returns the address. Grows the memory if
   * necessary.
   */
  reserve(bytes: number): number {
    const pointer = Math.ceil(this.used / ALIGNMENT) * ALIGNMENT;
    const end = pointer + bytes;
    const missing = Math.ceil((end + READ_MARGIN - this.memory.buffer.byteLength) / PAGE);
    if (missing > 0) this.grow(missing, end);
    this.used = end;
    return pointer;
  }

  private grow(pages: number, needed: number): void {
    try {
      this.memory.grow(pages);
    } catch {
      throw new UserError(
        'The network needs more than {0} MiB of memory, more than this machine provides. Lower {1}, {2} or {3}, or raise {4}.',
        [
          Math.floor(needed / 2 ** 20),
          { setting: 'model.hidden' },
          { setting: 'training.batch' },
          { setting: 'training.sequenceLength' },
          { setting: 'text.minimumCount' },
        ],
        'model.hidden',
      );
    }
  }
}
