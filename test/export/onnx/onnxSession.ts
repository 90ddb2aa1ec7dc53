import { InferenceSession, Tensor } from 'onnxruntime-node';

/** A state as the metadata of an ONNX file describe it. */
export interface DescribedState {
  readonly name: string;
  readonly type: 'float32' | 'int64';
  readonly dims: readonly (number | string)[];
  readonly start: readonly number[];
}

/** An ONNX file in onnxruntime. */
export class OnnxSession {
  private constructor(
    private readonly session: InferenceSession,
    private readonly states: readonly DescribedState[],
  ) {}

  static async open(file: Uint8Array, states: readonly DescribedState[]): Promise<OnnxSession> {
    return new OnnxSession(await InferenceSession.create(file, { intraOpNumThreads: 1 }), states);
  }

  get inputs(): readonly string[] {
    return this.session.inputNames;
  }

  get outputs(): readonly string[] {
    return this.session.outputNames;
  }

  /** Returns the states before the first token, for B streams. */
  start(B = 1): Record<string, Tensor> {
    return Object.fromEntries(
      this.states.map(({ name, type, dims, start }) => {
        const axis = dims.indexOf('B');
        const inner = dims.slice(axis + 1).reduce<number>((size, dim) => size * sizeOf(dim, B), 1);
        const rows = Array.from({ length: inner && start.length / inner }, (_, row) =>
          Array.from({ length: B }, () => start.slice(row * inner, (row + 1) * inner)),
        );
        const sizes = dims.map(dim => sizeOf(dim, B));
        return [name, tensor(type, rows.flat(2), sizes)];
      }),
    );
  }

  /** Returns ln P [T, B, V] after the tokens [T, B], as the rows of all steps, and the states after them. */
  async run(
    ids: readonly number[],
    B: number,
    states: Record<string, Tensor>,
  ): Promise<{ rows: Float32Array[]; states: Record<string, Tensor> }> {
    const input = tensor('int64', ids, [ids.length / B, B]);
    const found = await this.session.run({ ids: input, ...states });
    const { data, dims } = found.logprobs;
    const V = dims[2];
    const rows = ids.map((_, i) => (data as Float32Array).subarray(i * V, (i + 1) * V));
    const next = this.states.map(({ name }) => [name, found[`next_${name}`]] as const);
    return { rows, states: Object.fromEntries(next) };
  }

  async end(): Promise<void> {
    await this.session.release();
  }
}

/** P, the number of earlier tokens, is 0 at the start. */
const sizeOf = (dim: number | string, B: number) => (typeof dim === 'number' ? dim : dim === 'B' ? B : 0);

function tensor(type: 'float32' | 'int64', values: readonly number[], dims: readonly number[]): Tensor {
  return type === 'int64'
    ? new Tensor('int64', BigInt64Array.from(values, BigInt), dims)
    : new Tensor('float32', Float32Array.from(values), dims);
}
