import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Api } from '../../src/extension/api/api';
import type { ElmanLabApi, ElmanLabExports, ElmanLabRun } from '../../src/extension/api/types';
import { newDocument, text } from './support/services';
import { useExtension } from './support/useExtension';

const id = 'elman-lab.elman-lab';
const settings = { 'training.maxIterations': 300, 'model.hidden': 20, 'training.seed': 3 };

/** Returns the API in the way in which another extension gets it. */
async function getApi(): Promise<ElmanLabApi> {
  const extension = vscode.extensions.getExtension<ElmanLabExports>(id) ?? assert.fail('not installed');
  return (await extension.activate()).getApi(1);
}

async function hasCode(action: () => Promise<unknown>, code: string, message: RegExp, setting?: string) {
  await assert.rejects(action, { name: 'ElmanLabError', code, message, setting });
}

describe('the API for other extensions', () => {
  useExtension({ keep: true });
  let api: ElmanLabApi;
  let run: ElmanLabRun;

  /** Resolves to the run when it is in this state. */
  function inState(id: string, state: ElmanLabRun['state']): Promise<ElmanLabRun> {
    return new Promise((resolve, reject) => {
      const look = async () => {
        const found = (await api.runs()).find(each => each.id === id && each.state === state);
        if (!found) return;
        subscription.dispose();
        resolve(found);
      };
      const subscription = api.onDidChangeRuns(() => look().catch(reject));
      look().catch(reject);
    });
  }

  before(async () => {
    api = await getApi();
    run = await api.train({ name: 'fox', text }, { settings });
  });

  it('starts a run with settings, lists it and reports its progress', async () => {
    assert.equal(run.name, 'elman tanh 20 · fox');
    assert.equal(run.state, 'running');
    assert.equal(run.settings['model.hidden'], 20);
    // The setting has its default value.
    assert.equal(run.settings['training.optimizer'], 'adagrad');
    assert.deepEqual(run.text, { name: 'fox', uri: 'untitled:fox', tokens: text.length });
    const done = await inState(run.id, 'done');
    assert.equal(done.iteration, 300);
    assert.ok(done.smoothLoss > 0);
    assert.equal((await api.runs())[0].id, run.id);
    // Training by the API shows nothing unless it is asked to.
    assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab, undefined);
  });

  it('trains on a document as the editor has it', async () => {
    const { uri } = await newDocument('ab'.repeat(100));
    const options = { name: 'letters', settings: { ...settings, 'training.maxIterations': 20 } };
    const { id, text, vocabulary } = await api.train(uri, options);
    assert.deepEqual([text.uri, text.tokens, vocabulary], [uri.toString(), 200, 2]);
    assert.equal((await inState(id, 'done')).name, 'letters');
  });

  it('scores a text with a run, with a checkpoint and with a model file', async () => {
    const known = await api.score(text.slice(0, 90), { model: { run: run.id } });
    const other = await api.score('yyyyyyyy', { model: { run: run.id } });
    assert.deepEqual([known.tokens, known.scored, known.unknown, known.characters], [90, 90, 0, 90]);
    assert.equal(known.perplexity, Math.exp(-known.logProb / 90));
    assert.equal(known.bitsPerCharacter, -known.logProb / Math.LN2 / 90);
    assert.ok(known.perplexity < other.perplexity);
    assert.deepEqual(
      [known.model, known.description, known.iteration],
      ['elman tanh 20 · fox', 'elman · tanh · 20', 300],
    );
    assert.deepEqual(
      await api.score(text.slice(0, 90), { model: { run: run.id, checkpoint: 'newest' } }),
      known,
    );
    const root = vscode.extensions.getExtension(id)?.extensionUri ?? assert.fail('not installed');
    const file = vscode.Uri.joinPath(root, 'test/fixtures/cases/a05-nounk.arpa');
    const ngram = await api.score('the cat sat\nthe bird sat\n', { model: { file } });
    assert.deepEqual([ngram.model, ngram.iteration, ngram.unknown], ['a05-nounk.arpa', 0, 1]);
    assert.equal(ngram.tokens, ngram.scored + 1);
  });

  it('scores with the active model: the newest run unless the user chose another', async () => {
    const { model } = await api.score('abab');
    assert.equal(model, (await api.runs())[0].name);
  });

  it('has no perplexity for a text without a known token', async () => {
    const { scored, perplexity, bitsPerCharacter } = await api.score('猫', { model: { run: run.id } });
    assert.deepEqual([scored, perplexity, bitsPerCharacter], [0, Number.NaN, Number.NaN]);
  });

  it('cancels a score', async () => {
    const source = new vscode.CancellationTokenSource();
    source.cancel();
    await assert.rejects(api.score(text, { token: source.token }), vscode.CancellationError);
  });

  it('explains a refusal, with a code', async () => {
    const missing = vscode.Uri.file('/nowhere/model.safetensors');
    await hasCode(() => api.score('a', { model: { run: 'none' } }), 'unknownRun', /no run "none"/);
    await hasCode(
      () => api.score('a', { model: { run: run.id, checkpoint: 7 } }),
      'unknownRun',
      /checkpoint of the run/,
    );
    await hasCode(
      () => api.score('a', { model: { file: missing } }),
      'unreadableModel',
      /model\.safetensors/,
    );
    await hasCode(() => api.train(vscode.Uri.file('/nowhere/text.txt')), 'unreadableText', /text\.txt/);
    const train = (text: string, settings: Record<string, number>) => () =>
      api.train({ name: 'a', text }, { settings });
    await hasCode(train(text, { 'model.hiden': 5 }), 'invalidSetting', /"model\.hiden"/, 'model.hiden');
    await hasCode(train(text, { 'model.hidden': 0 }), 'invalidSetting', /whole number/, 'model.hidden');
    await hasCode(train('', {}), 'invalidRun', /empty/);
  });

  it('refuses a version that it does not implement', async () => {
    const extension = vscode.extensions.getExtension(id) ?? assert.fail('not installed');
    assert.throws(() => extension.exports.getApi(2), { code: 'unsupportedVersion', message: /version 2/ });
  });

  it('reads no files of an untrusted workspace', async () => {
    const never = () => assert.fail('the request was not refused');
    const untrusted = new Api({
      runManager: {
        load: never,
        run: never,
        runs: [],
        onDidChange: new vscode.EventEmitter<undefined>().event,
      },
      reader: { scoreText: never },
      training: { begin: never, start: never },
      isTrusted: () => false,
    });
    const file = vscode.Uri.file('/workspace/model.arpa');
    await hasCode(() => untrusted.train(file), 'untrustedWorkspace', /trusted workspace/);
    await hasCode(() => untrusted.score('a', { model: { file } }), 'untrustedWorkspace', /trusted workspace/);
    untrusted.dispose();
  });
});
