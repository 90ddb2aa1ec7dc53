import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { fields } from '../../src/engine/configuration/fields';
import { UserError } from '../../src/protocol/userError';
import { configure } from './support/services';
import { useExtension } from './support/useExtension';

describe('Check Gradients', () => {
  const services = useExtension();

  const { choices } = fields['model.cell'] as { readonly choices: readonly string[] };
  for (const cell of choices) {
    it(`finds the gradients of two layers of ${cell} correct, and shows the report`, async () => {
      await configure({ 'model.cell': cell, 'model.layers': 2 });
      const report = await services.checkGradients();
      assert.ok(report);
      assert.equal(report.network.cell, cell);
      assert.equal(report.network.layers, 2);
      assert.ok(report.isRight, JSON.stringify(report.parameters));
      const { document } = vscode.window.activeTextEditor ?? {};
      assert.equal(document?.uri.scheme, 'elman-report');
      const lines = document?.getText().split('\n') ?? [];
      assert.match(lines[0], new RegExp(`^All gradients are correct: ${cell}`));
      for (const { name } of report.parameters) {
        assert.match(lines.find(line => line.startsWith(`${name} `)) ?? '', /^\S+ +right /, name);
      }
    });
  }

  it('names the activation only if the cell has a choice', async () => {
    await configure({ 'model.activation': 'elu' });
    assert.equal((await services.checkGradients())?.network.activation, 'elu');
    await configure({ 'model.cell': 'lstm' });
    assert.equal((await services.checkGradients())?.network.activation, undefined);
  });

  it('names the invalid setting, and shows nothing', async () => {
    await configure({ 'model.hidden': 0 });
    await assert.rejects(services.checkGradients(), error => {
      assert.ok(error instanceof Error);
      assert.equal(error.name, UserError.name);
      assert.equal((error as UserError).setting, 'model.hidden');
      return true;
    });
    assert.equal(vscode.window.activeTextEditor, undefined);
  });
});
