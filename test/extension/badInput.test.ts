import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { readModelFile } from '../../src/extension/core/modelFile';
import { translate } from '../../src/extension/translate';
import { UserError } from '../../src/protocol/userError';
import { closeEditors, configure, openText, text, workspaceFolder, writeFile } from './support/services';
import { useExtension } from './support/useExtension';

describe('training is refused', () => {
  const services = useExtension();

  /** Asserts that training fails with a UserError and creates no run. */
  async function refuses(uri: vscode.Uri, message: RegExp, setting?: string): Promise<void> {
    await assert.rejects(services.train(uri), error => {
      assert.ok(error instanceof Error);
      assert.equal(error.name, UserError.name);
      const refusal = error as UserError;
      assert.match(translate(refusal), message);
      assert.equal(refusal.setting, setting);
      return true;
    });
    await services.runManager.reload();
    assert.deepEqual(services.runManager.runs, []);
  }

  async function refusesText(content: string, message: RegExp, setting?: string): Promise<void> {
    const { document } = await openText(content);
    await refuses(document.uri, message, setting);
  }

  it('on an empty text', () => refusesText('', /is empty/));
  it('on a text shorter than a window', () => refusesText('too short', /needs/, 'training.sequenceLength'));
  it('on a text of one distinct symbol', () =>
    refusesText('a'.repeat(1000), /only one distinct symbol/, 'text.unit'));

  it('on a binary file', async () => {
    const bytes = Uint8Array.from({ length: 4096 }, (_, i) => (i * 37) % 256);
    await refuses(await writeFile('binary.bin', bytes), /is not a text/);
  });

  it('on a pipe without a writer, and on an endless device', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = workspaceFolder().fsPath;
    execFileSync('sh', ['-c', 'rm -f pipe.txt zero.txt; mkfifo pipe.txt; ln -s /dev/zero zero.txt'], {
      cwd: folder,
    });
    for (const name of ['pipe.txt', 'zero.txt']) {
      const file = vscode.Uri.file(join(folder, name));
      await refuses(file, /is not a regular file/);
      await assert.rejects(readModelFile(file), /is not a regular file/);
      rmSync(file.fsPath);
    }
  });

  it('on a missing file', () =>
    refuses(vscode.Uri.file('/no/such/file.txt'), /could not be read \(FileNotFound\)/));

  for (const [name, value] of [
    ['model.hidden', 0],
    ['model.hidden', 'many'],
    ['training.learningRate', -1],
    ['training.batch', [1]],
    ['model.activation', 'sine'],
  ] as const) {
    it(`with ${name}: ${JSON.stringify(value)}`, async () => {
      await configure({ [name]: value });
      await refusesText(text, /^The setting elman\./, name);
    });
  }

  it('without an editor, and no run is created', async () => {
    await closeEditors();
    await vscode.commands.executeCommand('elman.trainOnFile');
    await assert.rejects(services.score(), /No editor is open/);
    assert.deepEqual(services.runManager.runs, []);
  });
});
