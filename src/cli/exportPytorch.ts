import { mkdir, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { areExportedWeights, pytorchFiles, weightsNameOf } from '../export/pytorch/pytorchFiles';
import { UserError } from '../protocol/userError';
import { type Call, textFlag } from './command/command';
import { commandFlag } from './command/flag';
import { UsageError } from './command/usageError';
import { writeFile } from './files';
import { openAny } from './openAny';

export const pytorchFlag = commandFlag(
  'pytorch',
  'FILE.py',
  'Writes a Python program that scores texts with one network in PyTorch, and its weights beside it (FILE.safetensors).',
);

const ENDING = /\.py$/;

/** Writes the files of `--pytorch`, if the flag was given. Throws a UserError for a model that PyTorch code cannot express. */
export async function writePytorch(call: Call): Promise<void> {
  const path = textFlag(call, pytorchFlag.name);
  if (path === undefined) return;
  if (call.operands.length > 1) throw new UsageError('--pytorch takes one RUN.');
  if (!ENDING.test(path)) throw new UsageError(`--pytorch takes a file that ends with .py, not "${path}".`);
  const beside = weightsNameOf(path);
  await checkReplaceable(beside, call.operands[0]);
  const { program, weights } = pytorchFiles(await openAny(call, call.operands[0]));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(beside, weights);
  await writeFile(path, program);
}

/**
 * Throws a UserError if the weights would replace another file than the weights of an earlier export, or the model itself. The
 * user named only the program.
 */
async function checkReplaceable(weights: string, model: string): Promise<void> {
  const found = await stat(weights).catch(() => undefined);
  if (!found) return;
  const read = await stat(model).catch(() => undefined);
  const isModel = read?.ino === found.ino && read.dev === found.dev;
  if (!isModel && found.isFile() && areExportedWeights(await readFile(weights))) return;
  throw new UserError(
    'The weights would replace "{0}", which is not from an earlier export. Choose another name with --pytorch, or move that file.',
    [weights],
  );
}
