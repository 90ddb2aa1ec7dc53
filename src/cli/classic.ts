import { classicFile } from '../common/classics/classic';
import { classics } from '../common/classics/classics';
import { UserError } from '../protocol/userError';
import { type Call, type Command, operandsOf, textFlag } from './command/command';
import { didYouMean } from './command/didYouMean';
import { commandFlag } from './command/flag';
import { UsageError } from './command/usageError';
import { isThere, writeFile } from './files';
import { table } from './format';

export const classic: Command = {
  name: 'classic',
  operands: '[NAME]',
  summary: 'Writes the file of a classic experiment.',
  notes:
    "Elman's experiments (1990, 1991, 1993) and tests of memory, as files for elman experiment. A comment in the file says what was reported and what was measured with this program. Without NAME, lists them.",
  flags: [
    commandFlag(
      'out',
      'FILE',
      'Writes to this file, and not to NAME.elman.json; "-" is the standard output. A file is never replaced.',
    ),
  ],

  async run(call) {
    if (call.operands.length === 0) {
      process.stdout.write(
        table(
          classics.map(({ name, title, source }) => [name, title, source]),
          2,
        ),
      );
      return 0;
    }
    const found = named(call);
    const out = textFlag(call, 'out') ?? `${found.name}.elman.json`;
    if (out !== '-' && (await isThere(out)))
      throw new UserError('"{0}" exists already. Choose another name with --out.', [out]);
    await writeFile(out, new TextEncoder().encode(classicFile(found, text => text)));
    return 0;
  },
};

function named(call: Call) {
  const [given] = operandsOf(call, ['NAME']);
  const found = classics.find(({ name }) => name === given);
  if (found) return found;
  const names = classics.map(({ name }) => name);
  throw new UsageError(
    `There is no classic experiment "${given}", only ${names.join(', ')}.${didYouMean(given, names)}`,
  );
}
