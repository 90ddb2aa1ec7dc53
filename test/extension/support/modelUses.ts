import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Internals } from '../../../src/extension/extension';
import type { StoredLanguageModel } from '../../../src/protocol/storedModels';

/** Scores and continues a text with a stored model, predicts a token, and compares and mixes the model with n-grams. */
export async function checkUses(
  services: Internals,
  { document }: vscode.TextEditor,
  record: StoredLanguageModel,
  description: string,
): Promise<void> {
  const { reader, activeModel } = services;
  const choice = { kind: 'made', id: record.id } as const;
  await activeModel.choose(choice);
  const line = new vscode.Range(0, 0, 1, 0);
  const whole = { origin: 0, start: 0, end: document.getText().length };
  const scored = (await reader.score(document, line)) ?? assert.fail();
  assert.equal(scored.model.description, description);
  const tokens = (await reader.tokens(document, whole, true)) ?? assert.fail();
  const prediction = await reader.prediction(document, new vscode.Position(0, 1), 5, 0);
  assert.equal(prediction?.logProb, tokens.logProbs[tokens.starts.indexOf(1)]);
  const writing = { length: 5, temperature: 1, topK: 0, topP: 1, seed: 1, stopAtSentenceEnd: false };
  const written = await reader.write(document, whole, writing, () => {}, new AbortController().signal);
  assert.equal([...(written ?? '')].length, 5);
  const ngram = await services.trainNgram(document.uri, { order: 2, smoothing: 'wittenBell' });
  const { scores } = await reader.compare(document, line, [choice, { kind: 'made', id: ngram.id }]);
  assert.equal(scores[0].logProb, scored.logProb);
  const members = [record, ngram].map(({ id, name }) => ({ name, reference: { kind: 'made', id } as const }));
  const mixture = await services.mix(members, 'linear');
  await services.modelRegistry.remove([ngram.id, mixture.id]);
}

/** Returns the tree item of a stored model, by which the tree calls commands. */
export async function treeItemOf({ runAndModelTree }: Internals, id: string) {
  const found = (await runAndModelTree.getChildren()).find(each => Object(each).id === id);
  return found ?? assert.fail(`no tree item of ${id}`);
}
