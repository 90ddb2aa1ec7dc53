import type { Kernels } from '../kernels/kernels';
import { readStates, writeStates } from '../nn/carriedState';
import { type NetworkWeights, unfold, type Window } from '../nn/network';
import { takeGradients } from '../nn/parameters';
import type { Gradients } from './parameters';

type Streams = readonly ArrayLike<number>[];

export interface WindowInput {
  readonly streams: Streams;
  /** The initial hidden states, one array per stream. Default: the state before any token. */
  readonly start?: Streams;
}

/**
 * Computes the losses and gradients of windows that the caller provides. Creates one unfolded network for
 * each window size and reuses it.
 */
export class Windows {
  private readonly bySize = new Map<string, Window>();

  constructor(
    private readonly kernels: Kernels,
    private readonly model: NetworkWeights,
  ) {}

  loss(input: WindowInput): number {
    return this.forward(input).loss();
  }

  gradients(input: WindowInput): Gradients {
    const window = this.forward(input);
    const loss = window.loss();
    window.backward();
    const { learned } = this.model;
    const taken = takeGradients(this.kernels.arena, learned);
    return { loss, gradients: Object.fromEntries(learned.map(({ name }, i) => [name, taken[i]])) };
  }

  /** Returns the hidden states of all layers after reading the ids, concatenated. */
  read(ids: ArrayLike<number>, start?: ArrayLike<number>): Float64Array {
    const streams = [[...Array.from(ids), 0]]; // a last id, which is only a target and not read
    const window = this.forward({ streams, start: start && [start] });
    window.advance();
    return readStates(this.kernels.arena, window.stack.hidden, 0);
  }

  private forward({ streams, start }: WindowInput): Window {
    this.check(streams);
    const T = streams[0].length - 1;
    const B = streams.length;
    const window = this.window(T, B);
    const inputs = this.kernels.arena.idValues(window.inputs);
    const targets = this.kernels.arena.idValues(window.targets);
    for (const [b, ids] of streams.entries()) {
      for (let t = 0; t < T; t++) {
        inputs[t * B + b] = ids[t];
        targets[t * B + b] = ids[t + 1];
      }
    }
    this.begin(window, B, start);
    window.forward();
    return window;
  }

  private begin(window: Window, B: number, start: Streams | undefined): void {
    window.reset();
    if (!start) return;
    const { hidden } = window.stack;
    const length = hidden.reduce((sum, { value }) => sum + value.columns, 0);
    if (start.length !== B || start.some(state => state.length !== length)) {
      throw new RangeError(`a window of ${B} streams needs ${B} starting states of ${length} numbers each`);
    }
    for (const [b, state] of start.entries()) {
      writeStates(this.kernels.arena, hidden, b, Float64Array.from(state));
    }
  }

  private window(T: number, B: number): Window {
    const size = `${T} x ${B}`;
    const window = this.bySize.get(size) ?? unfold(this.kernels, this.model, { T, B });
    this.bySize.set(size, window);
    return window;
  }

  /**
   * Throws a RangeError for streams of unequal length or an invalid id. The kernels do not check ids: an id
   * out of range would make them read the memory of another tensor.
   */
  private check(streams: Streams): void {
    const length = streams[0]?.length ?? 0;
    if (length < 2 || streams.some(ids => ids.length !== length)) {
      throw new RangeError(
        'a window needs at least one stream; all streams must have the same length, at least 2 ids',
      );
    }
    for (const ids of streams) this.checkIds(ids);
  }

  /** Throws a RangeError for an id outside the vocabulary. */
  checkIds(ids: ArrayLike<number>): void {
    const { vocabulary } = this.model.shape;
    for (const id of Array.from(ids)) {
      if (Number.isInteger(id) && id >= 0 && id < vocabulary) continue;
      throw new RangeError(`the id ${id} is not in the vocabulary; its ids are 0 to ${vocabulary - 1}`);
    }
  }
}
