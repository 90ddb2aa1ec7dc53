import { Draws, type TextGenerator } from './generator';

/**
 * XOR in time: repeatedly two random bits, followed by their exclusive or. Elman (1990), "Finding structure
 * in time".
 */
export const xor: TextGenerator = {
  description: 'XOR in time: two random bits, then their exclusive or. The third bit can be predicted.',
  counts: 'bits',
  defaultNumber: 3000,
  separator: '',
  *generate({ number, seed }) {
    for (let at = 0; at < number; at += 3) {
      const draws = new Draws(seed, at);
      const [first, second] = [draws.oneOf([0, 1]), draws.oneOf([0, 1])];
      const bits = [first, second, first ^ second].slice(0, number - at);
      for (const [i, bit] of bits.entries()) yield { token: String(bit), label: String(i + 1) };
    }
  },
};
