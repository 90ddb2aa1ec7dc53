import type { Kernels } from '../kernels/kernels';
import { type Model, unfold, type Window } from '../nn/network';
import { takeGradients } from '../nn/parameters';
import type { Gradients } from './types';

type Streams = readonly ArrayLike<number>[];

/** Losses and gradients of windows that a caller puts together. Each size is unfolded once, and never leaves the start state. */
export class Windows {
  private readonly bySize = new Map<string, Window>();

  constructor(
    private readonly kernels: Kernels,
    private readonly model: Model,
  ) {}

  loss(streams: Streams): number {
    return this.forward(streams).loss();
  }

  gradients(streams: Streams): Gradients {
    const window = this.forward(streams);
    const loss = window.loss();
    window.backward();
    const { learned } = this.model;
    const taken = takeGradients(this.kernels.arena, learned);
    return { loss, gradients: Object.fromEntries(learned.map(({ name }, i) => [name, taken[i]])) };
  }

  private forward(streams: Streams): Window {
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
    window.forward();
    return window;
  }

  private window(T: number, B: number): Window {
    const size = `${T} x ${B}`;
    const window = this.bySize.get(size) ?? unfold(this.kernels, this.model, { T, B });
    this.bySize.set(size, window);
    return window;
  }

  /** Kernels take ids as they are, so one out of range would read another tensor's memory. */
  private check(streams: Streams): void {
    const length = streams[0]?.length ?? 0;
    if (length < 2 || streams.some(ids => ids.length !== length)) {
      throw new RangeError('a window needs one stream or more, all of one length, of 2 ids at the least');
    }
    const { vocabulary } = this.model.shape;
    for (const ids of streams) {
      for (const id of Array.from(ids)) {
        if (Number.isInteger(id) && id >= 0 && id < vocabulary) continue;
        throw new RangeError(`${id} is no id of this vocabulary, whose ids are 0 to ${vocabulary - 1}`);
      }
    }
  }
}
