import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { fields } from '../../src/engine/configuration/fields';
import { currentSettings, readTrainingSettings } from '../../src/extension/settings';
import { translate } from '../../src/extension/translate';
import { configure, extension } from './support/services';
import { useExtension } from './support/useExtension';

const manifest = () => vscode.extensions.getExtension('elman-lab.elman-lab')?.packageJSON;
const nowhere = vscode.Uri.parse('untitled:nowhere');

describe('the extension', () => {
  useExtension();

  it('registers every command of package.json', async () => {
    const commands = new Set(await vscode.commands.getCommands(true));
    const offered: { command: string }[] = manifest().contributes.commands;
    assert.ok(offered.length >= 12);
    assert.deepEqual(
      offered.map(({ command }) => command).filter(command => !commands.has(command)),
      [],
    );
  });

  it('is activated when VS Code restores one of its pages', () => {
    const folder = path.join(extension().extensionPath, 'src/extension');
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
      name.endsWith('.ts'),
    );
    const types = sources.flatMap(name => {
      const source = readFileSync(path.join(folder, name), 'utf8');
      return source.includes('registerWebviewPanelSerializer(')
        ? [...source.matchAll(/'(elman\.\w+Panel)'/g)].map(match => `onWebviewPanel:${match[1]}`)
        : [];
    });
    assert.ok(types.length >= 5);
    const events: readonly string[] = manifest().activationEvents;
    assert.deepEqual(
      types.filter(type => !events.includes(type)),
      [],
    );
  });

  it("uses the engine's defaults for settings that the user did not change", () => {
    const defaults = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.default]));
    const found = readTrainingSettings(nowhere);
    // The default depends on the optimizer.
    assert.ok(!('training.learningRate' in found));
    assert.deepEqual({ 'training.learningRate': 0.1, ...found }, defaults);
  });

  it('leaves out settings that this version no longer has when a run is duplicated', () => {
    assert.deepEqual(currentSettings({ 'model.hidden': 5, 'model.retired': 3 }), { 'model.hidden': 5 });
  });

  it('names settings in messages as the settings editor does', () => {
    const message = { template: 'Lower {0}.', args: [{ setting: 'model.hidden' }] };
    assert.equal(translate(message), 'Lower elman.model.hidden.');
  });

  it("declares the engine's ranges and choices", () => {
    const groups: { properties: Record<string, Record<string, unknown>> }[] =
      manifest().contributes.configuration;
    const properties = Object.assign({}, ...groups.map(group => group.properties));
    for (const [name, field] of Object.entries(fields)) {
      const property = properties[`elman.${name}`];
      if (field.kind === 'choice') assert.deepEqual(property.enum, field.choices, name);
      else if (field.kind === 'text') assert.equal(property.type, 'string', name);
      else {
        const exclusive = 'exclusive' in field && field.exclusive;
        assert.equal(property[exclusive ? 'exclusiveMinimum' : 'minimum'], field.minimum, name);
        assert.equal(property.maximum, field.maximum, name);
        assert.deepEqual(property.type, 'byOptimizer' in field ? [field.kind, 'null'] : field.kind, name);
      }
    }
  });

  it('passes values on unchanged, and lists as their JSON', async () => {
    await configure({ 'model.hidden': 'many', 'training.batch': [1, 2] });
    const settings = readTrainingSettings(nowhere);
    assert.equal(settings['model.hidden'], 'many');
    assert.equal(settings['training.batch'], '[1,2]');
  });
});
