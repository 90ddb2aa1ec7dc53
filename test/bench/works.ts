import type { Settings } from '../../src/protocol/run';

/** The same work for us and for a peer: our own short program in the peer's language. */
export interface Work {
  readonly name: string;
  readonly peer: string;
  /** Under `test/bench/peers`; called with the text and the number of iterations. */
  readonly program: string;
  readonly text: string;
  readonly iterations: number;
  readonly settings: Settings;
  /** The ratio to reach, where one is set. */
  readonly goal?: number;
}

export const works: readonly Work[] = [
  {
    name: "min-char-rnn's defaults: characters, hidden 100, T 25, batch 1, Adagrad 0.1, clip 5",
    peer: 'numpy',
    program: 'minCharRnn.py',
    text: 'media/samples/english.txt',
    iterations: 4000,
    settings: {},
    goal: 15,
  },
];
