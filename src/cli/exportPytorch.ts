import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pytorchFiles } from '../export/pytorch/pytorchFiles';
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
  const { program, weights } = pytorchFiles(await openAny(call, call.operands[0]));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path.replace(ENDING, '.safetensors'), weights);
  await writeFile(path, program);
}
