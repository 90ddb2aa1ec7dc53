import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ElmanProgram } from '../../src/extension/tools/elmanProgram';
import { ServerDefinitions } from '../../src/extension/tools/serverDefinitions';
import { tools } from '../../src/tools/tools';
import { extension, internals, text, workspaceFolder, writeFile } from './support/services';

describe('tools for language models', () => {
  const call = async (name: string, input: object) => {
    const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
    const [part] = content;
    assert.ok(part instanceof vscode.LanguageModelTextPart);
    return JSON.parse(part.value);
  };

  it('are those of the agents, with the same descriptions', () => {
    const offered = new Map(vscode.lm.tools.map(({ name, description }) => [name, description]));
    for (const { name, description } of tools) assert.equal(offered.get(name), description);
  });

  it('find out which activation is better on a text of the workspace', async () => {
    await writeFile('tools.txt', text);
    const ids: string[] = [];
    for (const seed of [1, 2]) {
      for (const activation of ['tanh', 'logistic']) {
        const settings = {
          'model.activation': activation,
          'model.hidden': 8,
          'training.seed': seed,
          'training.maxIterations': 200,
        };
        ids.push((await call('train_network', { file: 'tools.txt', settings })).id);
      }
    }
    const { verdict } = await call('compare_runs', { runs: ids });
    assert.deepEqual([verdict.lower.name, verdict.pairs], ['tanh', 2]);
    const [run] = (await call('list_runs', { limit: 1 })).runs;
    assert.equal(run.id, ids[3]);
    const { perplexity } = await call('score_text', { model: run.id, text: 'the lazy dog.' });
    assert.ok(perplexity > 1, String(perplexity));
  });

  it('say what to do next after a wrong input', async () => {
    await assert.rejects(call('train_network', { file: '../other.txt' }), /not found|outside the workspace/);
    await assert.rejects(call('score_text', { model: 'none' }), /either text or file/);
  });

  it('are also a server for agents, but not in Restricted Mode', () => {
    const program = new ElmanProgram(extension().extensionPath, () =>
      vscode.Uri.file(internals().runsFolder()),
    );
    const [trusted, untrusted] = [true, false].map(isTrusted => {
      const definitions = new ServerDefinitions(program, '1', () => isTrusted);
      const found = definitions.provideMcpServerDefinitions();
      definitions.dispose();
      return found;
    });
    assert.deepEqual(untrusted, []);
    const { workspace, runs } = { workspace: workspaceFolder().fsPath, runs: internals().runsFolder() };
    assert.deepEqual(trusted[0].args.slice(1), ['mcp', '--root', workspace, '--runs', runs]);
  });
});
