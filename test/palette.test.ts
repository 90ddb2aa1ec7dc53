import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hidingKeys } from '../src/extension/training/commandVisibility';
import type { RunRecord } from '../src/protocol/run';
import { record } from './webview/preview/run';

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
const menus: Readonly<Record<string, readonly { readonly command?: string; readonly when?: string }[]>> =
  contributes.menus;

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => readFileSync(join(folder, file), 'utf8'));

describe('the command palette', () => {
  it('has conditions that the extension sets', () => {
    const sources = filesIn('src/extension');
    const views = contributes.views.elman.map(({ id }: { readonly id: string }) => id);
    const keys = Object.values(menus).flatMap(items =>
      items.flatMap(({ when = '' }) => when.match(/\belman\.\w+/g) ?? []),
    );
    for (const key of new Set(keys.filter(each => !views.includes(each))))
      assert.ok(
        sources.some(source => source.includes(`'${key}'`)),
        key,
      );
  });

  it('has each command once, with a different title', () => {
    const texts = JSON.parse(readFileSync('package.nls.json', 'utf8'));
    const hidden = menus.commandPalette.filter(({ when }) => when === 'false').map(({ command }) => command);
    const shown = contributes.commands.filter(
      ({ command }: { readonly command: string }) => !hidden.includes(command),
    );
    const titles = shown.map(({ title }: { readonly title: string }) => texts[title.replaceAll('%', '')]);
    assert.equal(new Set(titles).size, titles.length);
    const conditions = menus.commandPalette.map(({ command }) => command);
    assert.equal(new Set(conditions).size, conditions.length);
  });

  it('hides the commands for which there is no run', () => {
    const absent = (...runs: readonly Partial<RunRecord>[]) =>
      Object.keys(hidingKeys).filter(key => hidingKeys[key](runs.map(run => record(run))));
    const all = ['noRuns', 'noComparison', 'noneToResume', 'noneFinished', 'noneStarred'];
    assert.deepEqual(
      absent(),
      all.map(name => `elman.${name}`),
    );
    assert.deepEqual(absent({ state: 'done' }), [
      'elman.noComparison',
      'elman.noneToResume',
      'elman.noneStarred',
    ]);
    assert.deepEqual(absent({ state: 'paused', starred: true }, { state: 'done' }), []);
    assert.deepEqual(absent({ state: 'paused', elsewhere: true }, { state: 'running' }), [
      'elman.noneToResume',
      'elman.noneFinished',
      'elman.noneStarred',
    ]);
  });
});
