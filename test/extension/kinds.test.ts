import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { StoredComparisons } from '../../src/extension/core/storedComparisons';
import { KindsComparisons } from '../../src/extension/kinds/kindsComparisons';
import { KindsPage, type KindsPagePorts } from '../../src/extension/kinds/kindsPage';
import { HmmCommand } from '../../src/extension/models/hmmCommand';
import type { CompareKindsParams, KindsRecord } from '../../src/protocol/kindsComparison';
import { comparisonRecord } from '../support/comparisonRecord';
import { openText, text } from './support/services';
import { useExtension } from './support/useExtension';

const ID = '20260102T030405-abcdef';
const PARAMS: CompareKindsParams = {
  ...{ id: ID },
  text: { name: 'text', uri: 'file:///text', bytes: new TextEncoder().encode(text) },
};
const LISTENERS = { began: () => undefined, progressed: () => undefined };
const REFUSAL = /In Restricted Mode, you cannot/;

const record = (kinds: number): KindsRecord => ({
  ...comparisonRecord(ID),
  results: (['hmm', 'elman'] as const)
    .slice(0, kinds)
    .map(model => ({ model, reason: { template: '', args: [] } })),
});

describe('comparisons of kinds of models', () => {
  const services = useExtension();
  const never = () => Promise.reject(new Error('a comparison reads no models'));
  const needs = (workers = services.workers) => ({
    ...{ workers, sources: { weights: never, file: never } },
    storedComparisons: new StoredComparisons(services.storage),
  });
  const unstopped = new AbortController().signal;

  it('train in one worker, also if the user continues one twice, and stop', async () => {
    let started = 0;
    const workers = Object.create(services.workers, {
      startMaker: {
        value: (...sources: Parameters<typeof services.workers.startMaker>) => {
          started++;
          return services.workers.startMaker(...sources);
        },
      },
    });
    const comparisons = new KindsComparisons(needs(workers));
    await comparisons.end(ID);
    const first = comparisons.run(PARAMS, unstopped, LISTENERS);
    assert.ok(comparisons.isActive(ID));
    await comparisons.run(PARAMS, unstopped, LISTENERS);
    assert.equal(started, 1);
    await comparisons.end(ID);
    // The test's copy of the class ChannelClosed is another one than the extension's.
    await first.catch(({ name }) => assert.equal(name, 'ChannelClosed'));
    assert.ok(!comparisons.isActive(ID));
    comparisons.dispose();
  });

  it('and hidden Markov models are not trained in a workspace that is not trusted', async () => {
    const comparisons = new KindsComparisons(needs(), () => false);
    await assert.rejects(comparisons.run(PARAMS, unstopped, LISTENERS), REFUSAL);
    comparisons.dispose();
    const { modelRegistry, activeModel, messages } = services;
    const hmms = new HmmCommand(modelRegistry, activeModel, messages, () => false);
    const { document } = await openText(text);
    const choice = { states: 2, iterations: 1, restarts: 1, byLine: false, isOfLetters: false };
    await assert.rejects(hmms.train(document.uri, choice), REFUSAL);
    await assert.rejects(hmms.run(document.uri), REFUSAL);
  });
});

interface Posted {
  readonly name?: string;
  readonly payload?: { readonly record: KindsRecord };
}

describe('the page of a comparison of kinds of models', () => {
  /** Opens a page. `stored` answers the request for the stored record. */
  function open(stored: () => Promise<KindsRecord | undefined>, proceed: KindsPagePorts['proceed']) {
    const received = new vscode.EventEmitter<unknown>();
    const changed = new vscode.EventEmitter<{ id: string; record: KindsRecord }>();
    const otherwise = new vscode.EventEmitter<string>();
    const posts = new vscode.EventEmitter<Posted>();
    const webview = {
      onDidReceiveMessage: received.event,
      postMessage: (message: Posted) => posts.fire(message),
    } as unknown as vscode.Webview;
    const ports = {
      ...{ report: assert.ifError, proceed, runsFolder: () => vscode.Uri.file('/nowhere') },
      storedComparisons: { read: stored, onDidChange: otherwise.event },
      comparisons: { onDidChange: changed.event, isActive: () => false },
    } as unknown as KindsPagePorts;
    const page = new KindsPage(webview, ID, ports);
    /** Resolves to the next messages to the page. */
    const next = (count: number) =>
      new Promise<Posted[]>(resolve => {
        const posted: Posted[] = [];
        posts.event(message => {
          if (posted.push(message) === count) resolve(posted);
        });
      });
    const ask = (method: string) => received.fire({ kind: 'request', id: 1, method, params: undefined });
    return { page, next, ask, changed, otherwise };
  }

  it('keeps a newer record when an older one is read late', async () => {
    let answer: (stored: KindsRecord) => void = () => assert.fail();
    const late = new Promise<KindsRecord>(resolve => (answer = resolve));
    const { page, next, ask, changed } = open(() => late, never);
    const ready = next(1);
    ask('ready');
    await ready;
    const shown = next(2);
    changed.fire({ id: ID, record: record(2) });
    answer(record(1));
    const results = (await shown).map(({ payload }) => payload?.record.results.length);
    assert.deepEqual(results, [2, 2]);
    page.dispose();
  });

  it('says that its comparison was deleted, and shows it again when it is restored', async () => {
    let stored: KindsRecord | undefined;
    const { page, next, otherwise } = open(async () => stored, never);
    for (const [now, name] of [
      [undefined, 'deleted'],
      [record(1), 'comparison'],
    ] as const) {
      stored = now;
      const shown = next(1);
      otherwise.fire('another comparison');
      otherwise.fire(ID);
      assert.equal((await shown)[0].name, name);
    }
    page.dispose();
  });

  it('shows no error when the user cancels', async () => {
    const { page, next, ask, changed } = open(never, async () => {
      throw new vscode.CancellationError();
    });
    changed.fire({ id: ID, record: record(1) });
    const answered = next(1);
    ask('proceed');
    assert.deepEqual(
      (await answered).map(({ name }) => name),
      [undefined],
    );
    page.dispose();
  });
});

const never = () => Promise.reject(new Error('nothing is read'));
