import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { onnxFile } from '../export/onnx/onnxFile';
import { UserError } from '../protocol/userError';
import { type Call, textFlag } from './command/command';
import { commandFlag } from './command/flag';
import { UsageError } from './command/usageError';
import { writeFile } from './files';
import { openAny } from './openAny';

export const onnxFlag = commandFlag(
  'onnx',
  'FILE.onnx',
  'Writes one network as an ONNX file, with its states as inputs and outputs, and its vocabulary in the metadata.',
);

/** Writes the file of `--onnx`, if the flag was given. Throws a UserError for a model that ONNX cannot express. */
export async function writeOnnx(call: Call): Promise<void> {
  const path = textFlag(call, onnxFlag.name);
  if (path === undefined) return;
  const { operands } = call;
  if (operands.length > 1) throw new UsageError('--onnx takes one RUN.');
  if (!/\.onnx$/.test(path)) throw new UsageError(`--onnx takes a file that ends with .onnx, not "${path}".`);
  await checkNotModel(path, operands[0]);
  const file = onnxFile(await openAny(call, operands[0]));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, file);
}

/** Throws a UserError if the ONNX file would replace the model. */
async function checkNotModel(path: string, model: string): Promise<void> {
  const [target, source] = await Promise.all([path, model].map(each => stat(each).catch(() => undefined)));
  if (!target || target.ino !== source?.ino || target.dev !== source.dev) return;
  throw new UserError('The ONNX file would replace the model "{0}". Choose another name with --onnx.', [
    model,
  ]);
}
