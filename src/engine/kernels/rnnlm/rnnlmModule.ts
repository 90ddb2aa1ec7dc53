import double from '../../../../media/rnnlm-double.wasm';
import single from '../../../../media/rnnlm-single.wasm';
import { UserError } from '../../../protocol/userError';
import { type RnnlmArray, type RnnlmExports, type RnnlmSize, rnnlmArrays } from './exports';

/** The sizes of a network. `steps` and `keptSteps` are 0 without backpropagation through time. */
export interface RnnlmSizes {
  readonly hidden: number;
  readonly compression: number;
  readonly words: number;
  readonly classes: number;
  readonly steps: number;
  readonly keptSteps: number;
}

const BUILDS = { 4: single, 8: double };
const modules = new Map<number, WebAssembly.Module>();

const PAGE = 65_536;
const MOST_PAGES = 65_536;
const ALIGNMENT = 64;
/** Address of the first array. The module's constants are before it. */
const START = 4096;
/** Number of rows after the end of a matrix that the module may read. */
const ROWS_READ = 16;

/** Functions for a network, and the memory with its arrays. The memory never grows, so views stay valid. */
export class RnnlmModule {
  readonly wasm: RnnlmExports;
  private readonly addresses: Record<RnnlmArray, number>;
  private readonly lengths: Record<RnnlmArray, number>;
  private readonly buffer: ArrayBuffer;

  /** Throws a UserError if the machine has too little memory, or no vector instructions. */
  constructor(
    private readonly bytesPerNumber: 4 | 8,
    sizes: RnnlmSizes,
  ) {
    this.lengths = lengthsOf(sizes);
    const layout = layOut(this.lengths, bytesPerNumber);
    this.addresses = layout.addresses;
    const rowBytes = bytesPerNumber * Math.max(sizes.hidden, sizes.compression);
    const memory = newMemory(layout.end + ROWS_READ * rowBytes);
    this.buffer = memory.buffer;
    const { exports } = new WebAssembly.Instance(moduleFor(bytesPerNumber), { env: { memory } });
    this.wasm = exports as unknown as RnnlmExports; // the module is our own, so its exports are known
    this.setOptions(sizes);
  }

  /** Returns a view of an array of float64 or float32. */
  view(name: RnnlmArray): Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> {
    const View = this.bytesPerNumber === 4 ? Float32Array : Float64Array;
    return new View(this.buffer, this.addresses[name], this.lengths[name]);
  }

  private setOptions({ hidden, compression, ...others }: RnnlmSizes): void {
    const { wasm, addresses } = this;
    const sizes: Record<RnnlmSize, number> = {
      ...others,
      hiddenSize: hidden,
      compressedSize: compression || hidden,
    };
    const values: Record<RnnlmSize | RnnlmArray, number> = { ...sizes, ...addresses };
    for (const name of Object.keys(values) as (keyof typeof values)[]) wasm[name].value = values[name];
    if (compression > 0) return;
    wasm.compressed.value = addresses.hidden;
    wasm.compressedErrors.value = addresses.hiddenErrors;
  }
}

function lengthsOf({ hidden: H, compression: K, words: V, classes: C, steps, keptSteps }: RnnlmSizes) {
  const units = Math.max(H, K);
  return {
    ...{ input: V * H, recurrent: H * H, compression: K * H, output: (V + C) * (K || H) },
    ...{ before: H, hidden: H, compressed: K, outputs: V + C },
    ...{ outputErrors: V + C, compressedErrors: K, hiddenErrors: H },
    ...{ outputChanges: V + C, changes: units, sums: units, panelSums: ROWS_READ },
    // Words are numbers of 32 bits, so these arrays have more memory than they need.
    ...{ stepWords: 2 * keptSteps, wordSteps: steps > 0 ? V : 0 },
    ...{ stepHidden: 2 * keptSteps * H, stepErrors: 2 * keptSteps * H },
    ...{ blockChanges: steps * H, blockBefore: steps * H, wordChanges: steps * H },
  } satisfies Record<RnnlmArray, number>;
}

/** Returns the addresses of arrays of the given lengths, and the address after the last one. */
function layOut(lengths: Record<RnnlmArray, number>, bytesPerNumber: number) {
  let end = START;
  const addresses = { ...lengths };
  for (const name of rnnlmArrays) {
    addresses[name] = end;
    end += Math.ceil((bytesPerNumber * lengths[name]) / ALIGNMENT) * ALIGNMENT;
  }
  return { addresses, end };
}

function moduleFor(bytesPerNumber: 4 | 8): WebAssembly.Module {
  let module = modules.get(bytesPerNumber);
  if (!module) {
    if (!WebAssembly.validate(BUILDS[bytesPerNumber])) {
      throw new UserError(
        'This machine cannot compute rnnlm models: its processor has no vector instructions that WebAssembly can use.',
      );
    }
    module = new WebAssembly.Module(BUILDS[bytesPerNumber]);
    modules.set(bytesPerNumber, module);
  }
  return module;
}

function newMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: Math.min(pages, MOST_PAGES) });
  } catch {
    throw new UserError(
      'This rnnlm network needs {0} MiB of memory, more than this machine provides (at most 4,096 MiB). Choose fewer hidden units or words, or single precision (-float).',
      [Math.ceil(bytes / 2 ** 20)],
    );
  }
}
