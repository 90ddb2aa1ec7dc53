import { partName } from '../../engine/inspection/parts';
import type { UnitRanking } from '../../protocol/unitRanking';
import { type Command, numberFlag, operandsOf } from '../command/command';
import { commandFlag, jsonFlag } from '../command/flag';
import { UsageError } from '../command/usageError';
import { count, decimal, jsonLine, table } from '../format';
import { openAny } from '../openAny';
import { runsFlag } from '../runs';
import { encodingFlag, filterFlag, withTextFlags } from '../textFiles';
import { propertyFlag, propertyIn, rankedUnits } from './rankedUnits';

/** Number of units unless `--top` is given. */
const TOP = 20;

export const units: Command = {
  name: 'units',
  operands: 'MODEL FILE',
  summary: 'Ranks the units of a network by how closely they follow a property of a text.',
  notes:
    'MODEL is a network: a file or the id of a run. Lists the hidden units, cell states and gates with the largest correlation (r) between their value after each token and the property. Units count from 0, as in files of states. The level of chance is the 95 % quantile of the largest |r| of any unit when the property is rotated along the text: the largest |r| exceeds it in 5 % of the cases although the property does not belong to the text. For a long text it is computed from its beginning, which makes it larger.',
  flags: [
    propertyFlag(''),
    commandFlag(
      'top',
      { kind: 'integer', minimum: 1, maximum: 1_000_000, default: TOP },
      `Number of units. Default: ${TOP}.`,
    ),
    jsonFlag,
    encodingFlag,
    filterFlag,
    runsFlag,
  ],

  async run(call) {
    const [name, file] = operandsOf(call, ['MODEL', 'FILE']);
    const property = propertyIn(call);
    if (!property) throw new UsageError('--property is missing.');
    const open = withTextFlags(call, await openAny(call, name));
    const all = await rankedUnits(call, property, { open, name, file });
    const ranking = { ...all, units: all.units.slice(0, numberFlag(call, 'top') ?? TOP) };
    process.stdout.write(call.flags.has('json') ? jsonLine(ranking) : listing(ranking));
    return 0;
  },
};

function listing({ units: ranked, tokens, mean, chance, chanceTokens }: UnitRanking): string {
  const facts = table([
    ['tokens', count(tokens)],
    ['mean of the property', decimal(mean, 3)],
    [`chance: |r| (from ${count(chanceTokens)} tokens)`, decimal(chance, 3)],
  ]);
  const rows = ranked.map(({ part, layer, unit, correlation }) => [
    partName({ name: part, layer, size: 1, kind: 'state' }),
    String(unit),
    decimal(correlation, 3),
    Math.abs(correlation) > chance ? 'yes' : 'no',
  ]);
  return `${facts}\n${table([['part', 'unit', 'r', 'above chance'], ...rows])}`;
}
