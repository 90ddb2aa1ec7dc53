import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ElmanLabScore } from '../../src/extension/api/types';
import { text } from './support/services';
import { useExtension } from './support/useExtension';

/** The value that the extension in `test/fixtures/apiUser` returns. */
interface ApiUser {
  readonly milliseconds: number;
  readonly connections: readonly string[];
  trainAndScore(text: string, settings: Readonly<Record<string, unknown>>): Promise<ElmanLabScore>;
}

describe('an extension of somebody else', () => {
  useExtension();
  let user: ApiUser;
  before(async () => {
    const found = vscode.extensions.getExtension<ApiUser>('someone-else.api-user');
    user = (await found?.activate()) ?? assert.fail('the other extension is not installed');
  });

  it('trains and scores by the API, and no connection to the network is opened', async () => {
    const score = await user.trainAndScore(text, { 'training.maxIterations': 200, 'model.hidden': 10 });
    assert.match(score.model, /theirs/);
    assert.ok(score.perplexity > 1 && score.perplexity < 30, String(score.perplexity));
    assert.deepEqual(
      user.connections.filter(stack => /\bdist[/\\]extension\.js/.test(stack)),
      [],
    );
  });

  it('measures the start of Elman Lab', function () {
    assert.ok(user.milliseconds > 0);
    if (this.test) this.test.title += `: ${user.milliseconds.toFixed(1)} ms`;
  });
});
