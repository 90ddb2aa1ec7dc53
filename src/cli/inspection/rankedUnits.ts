import { chooseParts } from '../../engine/inspection/parts';
import { textProperty } from '../../engine/inspection/properties';
import { propertyTokens } from '../../engine/inspection/propertyTokens';
import { UnitCorrelations } from '../../engine/inspection/rankUnits';
import type { OpenModel } from '../../engine/model/openModel';
import { linePieces } from '../../engine/scoring/textPieces';
import { propertyNames, type UnitProperty, type UnitRanking } from '../../protocol/unitRanking';
import { patternReader } from '../../workers/patternReader';
import { type Call, textFlag } from '../command/command';
import { commandFlag } from '../command/flag';
import { UsageError } from '../command/usageError';
import { openText } from '../textFiles';

/** Returns the flag of the property by which units are ranked. `use`: what the command does with the units. */
export const propertyFlag = (use: string) =>
  commandFlag(
    'property',
    'NAME',
    `${use}quotes or brackets: whether the text after the token is inside them (an empty line closes them); position: the number of characters of the line so far; capitals: whether the token has a capital letter; sentence: whether the text after the token is at the start of a sentence; word: whether a word begins with the token; /EXPRESSION/ or /EXPRESSION/i: whether the regular expression, within a line, matches a part of the token.`,
  );

/** Returns the property that `--property` names. Undefined without the flag. */
export function propertyIn(call: Call): UnitProperty | undefined {
  const given = textFlag(call, 'property');
  if (given === undefined) return undefined;
  const kind = propertyNames.find(name => name === given);
  if (kind) return { kind };
  const [, pattern, flags] = /^\/(.+)\/(i?)$/s.exec(given) ?? [];
  if (pattern !== undefined) return { kind: 'pattern', pattern, ignoreCase: flags === 'i' };
  throw new UsageError(`--property takes ${propertyNames.join(', ')} or /EXPRESSION/, not "${given}".`);
}

interface RankedText {
  readonly open: OpenModel;
  /** The name of the model, for messages. */
  readonly name: string;
  readonly file: string;
}

/** Ranks all units of a network by how closely they follow a property of a file. */
export async function rankedUnits(
  call: Call,
  property: UnitProperty,
  { open, name, file }: RankedText,
): Promise<UnitRanking> {
  const read = textProperty(property, patternReader);
  const { inspector } = chooseParts(open.model, name);
  const text = await openText(call, file, process.stderr);
  const correlations = new UnitCorrelations(inspector.parts);
  for (const token of propertyTokens(open, inspector, linePieces(open, text), read))
    correlations.add(token.property, token.values);
  return correlations.ranking();
}
