import { Channel, type Nothing } from '../../../src/protocol/channel';
import {
  type ComparedName,
  type ComparedResult,
  comparedNames,
  type KindsRecord,
  type StoredResult,
} from '../../../src/protocol/kindsComparison';
import type { KindsPageEvents, KindsPageRequests } from '../../../src/protocol/kindsPage';

/**
 * Provides the API that VS Code offers to a webview, with a made-up comparison of kinds of models. Runs in the page before
 * the page's own script.
 */

declare const wishes: {
  readonly kinds: 'done' | 'training' | 'deleted';
  readonly language: string;
  readonly translations: Record<string, string>;
};

/** Most kinds have nearly the same number of parameters, and two have the same figures. */
function resultOf(model: ComparedName, i: number): StoredResult {
  if (model === 'jordan') return { model, reason: { template: REFUSAL, args: [model, 100, 1200] } };
  const at = model === 'gru' ? i - 1 : i;
  const perplexity = model === 'hmm' ? 27.2 : 6.5 + ((at * 7) % 5) * 0.6;
  const groups: ComparedResult['groups'] = [
    { group: 'wordStart', tokens: 2271, perplexity: 19.5 + at },
    { group: 'wordRest', tokens: 5129, perplexity: 6.06 + at / 3 },
    { group: 'space', tokens: 2350, perplexity: 2.6 + at / 10 },
  ];
  return {
    ...{ model, parameters: 9600 + 40 * at, tokens: 200_000, seconds: 0.3 * 1.5 ** at, perplexity, groups },
    ...(i > 1 && { interval: { low: perplexity * 0.97, high: perplexity * 1.03 } }),
    ...{ best: 'space', worst: 'wordStart', file: `${model}.safetensors` },
  };
}

const REFUSAL = '{0}: the smallest model of this kind has {2} parameters, and the budget allows {1}.';
const isDone = wishes.kinds === 'done';
const record: KindsRecord = {
  ...{ version: 1, id: 'comparison', createdAt: '2026-01-02T03:04:05.000Z', settings: {}, heldOut: 12_594 },
  text: { name: 'english.txt', uri: '', fingerprint: '', bytes: 125_940, tokens: 125_940 },
  options: { budget: { tokens: 200_000, parameters: 10_000 }, models: comparedNames, seeds: 3 },
  results: comparedNames.slice(0, isDone ? undefined : 4).map(resultOf),
};

const page: EventTarget = window;
const channel = new Channel<Nothing, Nothing, KindsPageRequests, KindsPageEvents>(
  {
    post: message => page.dispatchEvent(new MessageEvent('message', { data: message })),
    listen: receive => page.addEventListener('fromPage', event => receive((event as CustomEvent).detail)),
  },
  {
    ready: () => {
      setTimeout(() => {
        if (wishes.kinds === 'deleted') return channel.send('deleted', undefined);
        channel.send('comparison', { record, isActive: !isDone });
        if (!isDone) channel.send('progress', { model: 'linear', seed: 2, share: 0.4 });
      });
      return { translations: wishes.translations, language: wishes.language, id: record.id };
    },
    stop: () => undefined,
    proceed: () => undefined,
    remove: () => undefined,
    restore: () => undefined,
    saveTable: () => undefined,
    save: () => undefined,
    compareInText: () => undefined,
    saveModel: () => undefined,
  },
  error => console.error(error),
);

Object.assign(window, {
  acquireVsCodeApi: () => ({
    postMessage: (message: unknown) => page.dispatchEvent(new CustomEvent('fromPage', { detail: message })),
    getState: () => undefined,
    setState: () => undefined,
  }),
});
