import { piecesOf } from '../engine/data/numbering';
import { hiddenUnits, silenced } from '../engine/inspection/rankUnits';
import { matrixOf } from '../engine/model/lesion';
import { notLesionable } from '../engine/model/lesionModel';
import { openModelFile } from '../engine/model/modelFile';
import type { OpenModel } from '../engine/model/openModel';
import { isNetwork, type OpenNetwork } from '../engine/model/openNetwork';
import { perplexity } from '../engine/scoring/perplexities';
import { scorePieces } from '../engine/scoring/scorePieces';
import { ModelStore } from '../engine/storage/models/modelStore';
import { type Lesion, noteOf } from '../protocol/lesion';
import type { UnitRanking } from '../protocol/unitRanking';
import { unitName } from '../protocol/unitReading';
import { lesionOfModel, storeLesioned } from '../workers/maker/lesionNetwork';
import { NodeFileSystem } from '../workers/nodeFileSystem';
import { type Call, type Command, numberFlag, operandsOf, textFlag } from './command/command';
import { commandFlag, jsonFlag } from './command/flag';
import { UsageError } from './command/usageError';
import { checkWritable, writeFile } from './files';
import { count, decimal, jsonLine } from './format';
import { propertyIn, rankedUnits } from './inspection/rankedUnits';
import { lesionChoiceOf, lesionFlags, TOP } from './lesionChoice';
import { openIdentified } from './openAny';
import { placeOf, runsFlag } from './runs';
import { encodingFlag, openText } from './textFiles';

export const lesion: Command = {
  name: 'lesion',
  operands: 'MODEL',
  summary: 'Silences units or removes connections of a network.',
  notes:
    'MODEL is a run or a network of Elman Lab in a safetensors file. It is not changed: a lesioned model has a copy of its weights and the list of what counts as 0. A silenced unit counts as 0 for everything that reads it. With --property, the hidden units that follow a property of the text most closely are silenced; "elman units" ranks all units. With one seed, a larger share contains all that a smaller one contains. "elman train FILE --weights MODEL" trains a lesioned model further, and what counts as 0 stays 0.',
  flags: [
    ...lesionFlags,
    commandFlag('text', 'FILE', 'Prints the perplexity of this text before and after.'),
    encodingFlag,
    commandFlag('out', 'FILE', 'Writes the lesioned model to this file (safetensors).'),
    commandFlag('keep', undefined, 'Stores the lesioned model in the folder of the runs, and prints its id.'),
    commandFlag('name', 'NAME', 'Name of the stored model (default: the name of MODEL and "lesion").'),
    runsFlag,
    jsonFlag,
  ],

  async run(call) {
    const [name] = operandsOf(call, ['MODEL']);
    const [out, text] = [textFlag(call, 'out'), textFlag(call, 'text')];
    if (out === undefined && text === undefined && !call.flags.has('keep'))
      throw new UsageError('Specify --text FILE, --out FILE or --keep.');
    if (out !== undefined) await checkWritable(out);
    const { open, identity } = await openIdentified(call, name);
    const chosen = await unitsByProperty(call, name, open, text);
    const columnsOf = (matrix: string) =>
      matrixOf(networkOf(open, name).network.parameters, matrix).value.columns;
    const given = lesionChoiceOf(call, columnsOf);
    const choice = { ...given, units: [...(given.units ?? []), ...silenced(chosen?.units ?? [])] };
    const made = lesionOfModel(open, choice, { name: identity.name, id: identity.id });
    const before = text === undefined ? undefined : await perplexityOn(call, open, text);
    const lesioned = openModelFile(networkOf(open, name).kernels, made.bytes);
    const after = text === undefined ? undefined : await perplexityOn(call, lesioned, text);
    if (out !== undefined) await writeFile(out, made.bytes);
    const id = call.flags.has('keep') ? await keep(call, name, made) : undefined;
    print(call, made.lesion, { id, before, after, chosen });
    return 0;
  },
};

/** Returns the hidden units that follow the property most closely. Undefined without `--property`. */
async function unitsByProperty(
  call: Call,
  name: string,
  open: OpenModel,
  file: string | undefined,
): Promise<UnitRanking | undefined> {
  const property = propertyIn(call);
  if (!property) {
    if (call.flags.has('top')) throw new UsageError('--top needs --property.');
    return undefined;
  }
  if (file === undefined) throw new UsageError('--property needs --text FILE, in which it ranks the units.');
  networkOf(open, name);
  const ranking = await rankedUnits(call, property, { open, name, file });
  return { ...ranking, units: hiddenUnits(ranking, numberFlag(call, 'top') ?? TOP) };
}

function networkOf(open: OpenModel, name: string): OpenNetwork {
  if (isNetwork(open)) return open;
  throw notLesionable(name);
}

async function perplexityOn(call: Call, open: OpenModel, file: string): Promise<number> {
  const source = await openText(call, file);
  return perplexity(scorePieces(open, piecesOf(source, open.tokenizer)));
}

async function keep(call: Call, model: string, made: ReturnType<typeof lesionOfModel>): Promise<string> {
  const { folder } = await placeOf(call, model);
  const name = textFlag(call, 'name') ?? `${model} lesion`;
  return (await storeLesioned(new ModelStore(new NodeFileSystem(folder)), name, made)).id;
}

interface Outcome {
  readonly id: string | undefined;
  /** The perplexities of the text with the intact model and with the lesioned one. */
  readonly before: number | undefined;
  readonly after: number | undefined;
  /** The units that a property chose. */
  readonly chosen: UnitRanking | undefined;
}

function print(call: Call, made: Lesion, { id, before, after, chosen }: Outcome): void {
  const { units, connections } = noteOf(made);
  if (call.flags.has('json')) {
    const perplexities = before === undefined ? undefined : { before, after };
    process.stdout.write(jsonLine({ id, ...made, perplexity: perplexities, chosen }));
    return;
  }
  const lines = [
    ...(chosen ? [chosenLine(chosen)] : []),
    `silenced units: ${count(units)}, removed connections: ${count(connections)}`,
    ...(before === undefined || after === undefined
      ? []
      : [`perplexity before: ${decimal(before)}, after: ${decimal(after)}`]),
    ...(id === undefined ? [] : [`Stored as ${id}`]),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function chosenLine({ units, chance }: UnitRanking): string {
  const named = units.map(
    ({ part: name, layer, unit, correlation }) =>
      `${unitName({ name, layer, unit })} (r ${decimal(correlation, 3)})`,
  );
  return `units that follow the property: ${named.join(', ')}; |r| by chance: ${decimal(chance, 3)}`;
}
