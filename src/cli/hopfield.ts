import { collectLines } from '../common/collectLines';
import { visible } from '../common/visibleToken';
import { settings } from '../engine';
import { measureCapacity, TextMemory } from '../engine/attractors/textMemory';
import { linesIn } from '../engine/data/lines';
import {
  type AttractorRecall,
  type CollectedLines,
  type DamageKind,
  damageKinds,
  MAX_LINES,
  type MeasuredCapacity,
  RANDOM_CAPACITY,
  type ReadCharacter,
  UNITS,
} from '../protocol/attractors';
import { UserError } from '../protocol/userError';
import { type Call, type Command, numberFlag, operandsOf, textFlag } from './command/command';
import { commandFlag, jsonFlag } from './command/flag';
import { count, decimal, jsonLine, table } from './format';
import { StatusLine } from './statusLine';
import { encodingFlag, readWholeText } from './textFiles';

const USUAL = { lines: 10, damage: 0.1 } as const;

export const hopfield: Command = {
  name: 'hopfield',
  operands: 'FILE',
  summary: 'Stores lines of a text in an attractor network, damages each line and recalls it.',
  notes:
    'FILE may be "-", the standard input. Stores the first distinct lines in a network of Hopfield (1982) with 512 units: 32 characters of 16 random bits each; longer lines are cut. Prints for each line how its recall ended (at a stored line, at the inverse of one, at a mixed state, which is the sign of a sum of an odd number of stored lines, or at another, spurious state), the number of wrong bits and the energy before and after, and the text that was recalled, in which "▒" is a character that cannot be read. Then measures how many lines of the text, and how many random patterns, the network recalls.',
  flags: [
    commandFlag(
      'lines',
      { kind: 'integer', default: USUAL.lines, minimum: 1, maximum: MAX_LINES },
      'Number of stored lines.',
    ),
    commandFlag(
      'damage',
      { kind: 'number', default: USUAL.damage, minimum: 0, maximum: 1 },
      'Share of the bits, or of the characters, that is damaged.',
    ),
    {
      ...commandFlag(
        'damage-kind',
        { kind: 'choice', choices: [...damageKinds], default: 'flip' },
        'How a line is damaged.',
      ),
      choices: { flip: 'flips bits', erase: 'replaces characters by random bits' },
    },
    commandFlag(
      'attention',
      { kind: 'number', default: 0, minimum: 0, maximum: 100 },
      'Recalls by one step of softmax attention with this inverse temperature instead (Ramsauer et al. 2020). 0.044 is usual: 1 / sqrt 512.',
    ),
    commandFlag('seed', settings['training.seed'], 'Seed of the codes, the damage and the order of updates.'),
    encodingFlag,
    jsonFlag,
  ],

  async run(call) {
    const [file] = operandsOf(call, ['FILE']);
    const collected = collectLines(linesIn(await readWholeText(call, file)));
    if (collected.lines.length === 0)
      throw new UserError('"{0}" has no line with a character to store. Choose a text with lines.', [file]);
    print(call, collected, recallAll(call, collected), measure(call, collected));
    return 0;
  },
};

const seedOf = (call: Call) => numberFlag(call, 'seed') ?? 1;

/** Damages and recalls each stored line. */
function recallAll(call: Call, { lines }: CollectedLines): AttractorRecall[] {
  const stored = Math.min(lines.length, numberFlag(call, 'lines') ?? USUAL.lines);
  const network = new TextMemory({ lines, stored, seed: seedOf(call) });
  const kind = (textFlag(call, 'damage-kind') ?? 'flip') as DamageKind;
  const share = numberFlag(call, 'damage') ?? USUAL.damage;
  const inverseTemperature = numberFlag(call, 'attention');
  return lines
    .slice(0, stored)
    .map((_, line) => network.recall({ start: { kind, line, share, trial: line }, inverseTemperature }));
}

function measure(call: Call, { lines }: CollectedLines): MeasuredCapacity {
  const line = new StatusLine(process.stderr);
  const steps = measureCapacity(lines, seedOf(call));
  for (;;) {
    const step = steps.next();
    if (step.done) {
      line.clear();
      return step.value;
    }
    line.show(`measuring the capacity: ${count(100 * step.value)}%`);
  }
}

function print(
  call: Call,
  collected: CollectedLines,
  recalls: readonly AttractorRecall[],
  capacity: MeasuredCapacity,
): void {
  const { lines, cut, repeated, hasMore } = collected;
  if (call.flags.has('json')) {
    const recalled = recalls.map((recall, i) => ({
      line: lines[i],
      ...figuresOf(recall, i),
      end: recall.end,
    }));
    const { text, random } = capacity;
    process.stdout.write(
      jsonLine({
        units: UNITS,
        lines: lines.length,
        cut,
        repeated,
        hasMore,
        recalls: recalled,
        text,
        random,
      }),
    );
    return;
  }
  const notes = [
    `${count(UNITS)} units, ${count(recalls.length)} of ${count(lines.length)} lines stored`,
    ...(cut > 0 ? [`cut after 32 characters: ${count(cut)}`] : []),
    ...(repeated > 0 ? [`repeated and left out: ${count(repeated)}`] : []),
    ...(hasMore ? [`only the first ${count(MAX_LINES)} distinct lines are used`] : []),
  ];
  const rows = recalls.map((recall, i) => {
    const { before, after, energy, text } = figuresOf(recall, i);
    const numbers = [before, after, energy[0], energy[energy.length - 1]].map(count);
    return [String(i + 1), endText(recall, i), text, ...numbers];
  });
  const head = ['line', 'end', 'recalled text', 'wrong bits', 'after', 'energy', 'after'];
  process.stdout.write(`${notes.join('; ')}\n\n${table([head, ...rows], 3)}\n${capacityText(capacity)}`);
}

function figuresOf({ steps }: AttractorRecall, line: number) {
  const [first, last] = [steps[0], steps[steps.length - 1]];
  return {
    before: first.distances[line],
    after: last.distances[line],
    energy: steps.map(({ energy }) => energy),
    text: readText(last.characters),
  };
}

const readText = (characters: readonly ReadCharacter[]) =>
  characters
    .map(({ character, isReadable }) => (isReadable ? (character === ' ' ? ' ' : visible(character)) : '▒'))
    .join('')
    .trimEnd();

function endText({ end }: AttractorRecall, line: number): string {
  switch (end.kind) {
    case 'stored':
      return end.line === line ? 'stored' : `stored: line ${end.line + 1}`;
    case 'inverse':
      return `inverse of line ${end.line + 1}`;
    case 'mixed':
      return `mixed: lines ${end.lines.map(each => each + 1).join(', ')}`;
    case 'spurious':
      return 'spurious';
  }
}

function capacityText({ text, random }: MeasuredCapacity): string {
  const rows = [
    ['capacity, with 10% of the bits flipped', 'patterns'],
    ['lines of this text', `${text.isAll ? 'at least ' : ''}${count(text.capacity)}`],
    ['random patterns, in steps of 4', count(random.capacity)],
    ['random patterns, in theory (0.138 N)', decimal(RANDOM_CAPACITY * UNITS, 1)],
  ];
  return table(rows);
}
