import * as vscode from 'vscode';
import type { NetworkFormat } from '../../protocol/networkExport';
import { UserError } from '../../protocol/userError';
import type { ActiveModel, ModelChoice } from '../core/activeModel';
import type { ReaderWorker } from '../core/readerWorker';
import { nameOf } from '../uris';

/** Writes networks as files for other programs, to a place that the user chose. The methods return the written files, the main file first. */
export class NetworkExports {
  constructor(
    private readonly worker: ReaderWorker,
    private readonly activeModel: ActiveModel,
  ) {}

  async onnx(choice: ModelChoice, target: vscode.Uri): Promise<readonly vscode.Uri[]> {
    await checkNotModel(choice, target);
    const { main } = await this.files(choice, 'onnx');
    await vscode.workspace.fs.writeFile(target, main);
    return [target];
  }

  /**
   * Writes a Python program and beside it its weights. If a file with the name of the weights exists, `mayReplace` decides; if
   * it returns false, writes nothing and returns no files.
   */
  async pytorch(
    choice: ModelChoice,
    target: vscode.Uri,
    mayReplace: (name: string) => Promise<boolean>,
  ): Promise<readonly vscode.Uri[]> {
    const weightsFile = besideProgram(target);
    for (const file of [target, weightsFile]) await checkNotModel(choice, file);
    const { main, weights } = await this.files(choice, 'pytorch');
    if (!weights) return [];
    if ((await exists(weightsFile)) && !(await mayReplace(nameOf(weightsFile)))) return [];
    await vscode.workspace.fs.writeFile(weightsFile, weights);
    await vscode.workspace.fs.writeFile(target, main);
    return [target, weightsFile];
  }

  private files(choice: ModelChoice, format: NetworkFormat) {
    const { reference } = this.activeModel.named(choice);
    return this.worker.channel.request('exportNetwork', { model: reference, format });
  }
}

/** Returns the place of the weights, where the program looks for them. */
function besideProgram(program: vscode.Uri): vscode.Uri {
  if (!/\.py$/.test(program.path))
    throw new UserError('A Python program needs a name that ends with ".py", not "{0}".', [nameOf(program)]);
  return program.with({ path: program.path.replace(/\.py$/, '.safetensors') });
}

/** Throws a UserError if a file is the model that is exported, also under another name. */
async function checkNotModel(choice: ModelChoice, target: vscode.Uri): Promise<void> {
  if (choice.kind !== 'file' || !(await isSame(vscode.Uri.parse(choice.uri), target))) return;
  throw new UserError('This export would replace the model "{0}". Choose another name.', [nameOf(target)]);
}

/** Returns whether two URIs lead to one file. A link and its target have the same size and the same times. */
async function isSame(a: vscode.Uri, b: vscode.Uri): Promise<boolean> {
  if (a.toString() === b.toString()) return true;
  const [one, other] = await Promise.all(
    [a, b].map(file => vscode.workspace.fs.stat(file).then(undefined, () => undefined)),
  );
  if (!one || !other) return false;
  return one.size === other.size && one.mtime === other.mtime && one.ctime === other.ctime;
}

const exists = (file: vscode.Uri) =>
  vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
