import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

describe('the check of commit subjects', () => {
  let repository: string;
  let first: string;
  beforeEach(() => {
    repository = mkdtempSync(join(tmpdir(), 'elman-subjects-'));
    git('init', '--quiet');
    commit('whatever came before the rule');
    first = git('rev-parse', 'HEAD').trim();
  });
  afterEach(() => rmSync(repository, { recursive: true }));

  function git(...args: string[]): string {
    const author = ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
    const { status, stdout, stderr } = spawnSync('git', [...author, ...args], {
      cwd: repository,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    return stdout;
  }

  const commit = (subject: string) => git('commit', '--quiet', '--allow-empty', '--message', subject);

  function check(since = first): { readonly status: number | null; readonly stderr: string } {
    const script = resolve('scripts/checkCommits.mjs');
    return spawnSync(process.execPath, [script, since], { cwd: repository, encoding: 'utf8' });
  }

  it('accepts "area: summary" of 72 characters, and any subject older than the rule', () => {
    commit(`area: ${'x'.repeat(66)}`);
    commit('Revert "area: summary"');
    commit('reader: there is no model; it is no longer; this is no evidence');
    commit('l10n: 実行する');
    const { status, stderr } = check();
    assert.equal(stderr, '');
    assert.equal(status, 0);
  });

  for (const [subject, expected] of [
    [`area: ${'x'.repeat(69)}`, /the subject has 75 characters; at most 72/],
    ['repair the dashboard', /the subject is not "area: summary"/],
    ['training: a run goes on where it stood', /"goes on" \(continue/],
    ['plots: show nats a token', /"nats a token" \(per\)/],
    ['reader: say what is no model', /"is no model" \(is not a\)/],
    ['l10n: 窓を数える', /"窓" \(ウィンドウ\)/],
    ['l10n: 最新の実行を追う', /"実行" \(ラン\)/],
  ] as const)
    it(`refuses "${subject}"`, () => {
      commit(subject);
      const { status, stderr } = check();
      assert.match(stderr, expected);
      assert.equal(status, 1);
    });

  it('fails if the history lacks the commit at which the rule began', () => {
    const { status, stderr } = check('0123456789012345678901234567890123456789');
    assert.match(stderr, /the history has no such commit/);
    assert.equal(status, 1);
  });
});
