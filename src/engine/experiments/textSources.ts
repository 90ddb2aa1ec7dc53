import type { Node } from 'jsonc-parser';
import { errorAt } from './fileErrors';
import {
  choiceIn,
  entriesOf,
  expected,
  integerIn,
  nearestIn,
  numberIn,
  propertiesOf,
  seedIn,
  textIn,
} from './fileNodes';
import { type GeneratorName, generatorNames, generators, hasDelay } from './generators';
import { DELAY } from './generators/delayed';
import type { GeneratorParams } from './generators/generator';
import type { TextSource } from './textSource';

const MAX_NUMBER = 10_000_000;
const MAX_DELAY = 1000;

/** Reads a text or a list of texts. Throws an ExperimentFileError if two texts of the list are the same. */
export function textSourcesIn(node: Node): readonly TextSource[] {
  const nodes = node.type === 'array' ? entriesOf(node) : [node];
  const texts = nodes.map(textSourceIn);
  const names = texts.map(({ name }) => name);
  const twice = names.findIndex((name, i) => names.indexOf(name) < i);
  if (twice < 0) return texts;
  throw errorAt(nodes[twice], { template: '"{0}" is there twice.', args: [names[twice]] });
}

/**
 * Reads a text: either a path, or a generator such as `{ "generator": "xor", "number": 3000, "seed": 1 }`.
 */
export function textSourceIn(node: Node): TextSource {
  if (node.type !== 'object') return { name: textIn(node), path: textIn(node) };
  const found = propertiesOf(node, ['generator', 'number', 'seed', 'complex', 'delay']);
  const nodeOf = (name: string) => found.get(name)?.value;
  const [name, number, seed, complex, delay] = [
    nodeOf('generator'),
    nodeOf('number'),
    nodeOf('seed'),
    nodeOf('complex'),
    nodeOf('delay'),
  ];
  if (!name) throw expected(node, 'a path, or { "generator": "xor" }');
  const generator = choiceIn(name, generatorNames);
  if (delay && !hasDelay(generator))
    throw errorAt(delay, {
      template: '"delay" is only for "delayed-copy" and "delayed-reverse".',
      args: [],
    });
  const params = {
    number: number ? integerIn(number, 1, MAX_NUMBER) : generators[generator].defaultNumber,
    seed: seed ? seedIn(seed) : 1,
    complex: complex ? shareIn(complex) : 0.5,
    ...(hasDelay(generator) && { delay: delay ? integerIn(delay, 0, MAX_DELAY) : DELAY }),
  };
  return { name: nameOf(generator, params), generator, params };
}

function shareIn(node: Node): number {
  const share = numberIn(node);
  if (share >= 0 && share <= 1) return share;
  throw expected(node, 'a number from 0 to 1', String(nearestIn(share, 0, 1)));
}

/**
 * Returns a name for a generated text that contains all of its parameters, such as `agreement (10000
 * sentences, 50 % complex, seed 1)`.
 */
function nameOf(generator: GeneratorName, { number, seed, complex, delay }: GeneratorParams): string {
  const share = generator === 'agreement' ? [`${100 * complex}% complex`] : [];
  const wait = delay === undefined ? [] : [`delay ${delay}`];
  const facts = [`${number} ${generators[generator].counts}`, ...share, ...wait, `seed ${seed}`];
  return `${generator} (${facts.join(', ')})`;
}
