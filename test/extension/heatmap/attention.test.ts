import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HeadPlace } from '../../../src/protocol/attentionReading';
import { configure, inState, openText, text, until } from '../support/services';
import { useExtension } from '../support/useExtension';

const SETTINGS = {
  'training.maxIterations': 20,
  'model.cell': 'transformer',
  'model.hidden': 8,
  'model.layers': 2,
  'model.heads': 2,
  'model.positions': 16,
};

describe('the attention of the token at the caret', () => {
  const services = useExtension();

  async function learned(): Promise<vscode.TextEditor> {
    const { document } = await openText(text);
    const { id } = await services.train(document.uri);
    await inState(services, id, 'done');
    return vscode.window.showTextDocument(document);
  }

  it('colours the earlier tokens, follows the caret, and is that of the chosen layer and head', async () => {
    // The command sets the mode, too. Set here, it is reset at the end of the test.
    await configure({ ...SETTINGS, 'heatmap.mode': 'attention' });
    const editor = await learned();
    const { document } = editor;
    const { heatmap, reader } = services;
    const whole = { origin: 0, start: 0, end: document.getText().length };
    const choose = (place: HeadPlace) => vscode.commands.executeCommand('elman.chooseAttentionHead', place);

    /** Waits until the colours are those of this caret and head. Returns the weights. */
    async function shown(caret: number, place: HeadPlace) {
      const reading = (await reader.attention(document, whole, { caret, place })) ?? assert.fail();
      const { weights, token } = reading.attention;
      assert.equal(reading.starts[token], caret);
      const value = await until(heatmap.onDidChange, () => {
        const scale = heatmap.scaleOf(document);
        const isNew = scale?.mode === 'attention' && scale.start === caret;
        const isOfHead = isNew && JSON.stringify(scale.place) === JSON.stringify(place);
        return isOfHead ? heatmap.valueAt(document, document.positionAt(caret)) : undefined;
      });
      const { [token]: weight } = weights;
      assert.deepEqual(value, { kind: 'attention', place, value: weight, start: caret, end: caret + 1 });
      return weights;
    }

    const caret = 40;
    editor.selection = new vscode.Selection(document.positionAt(caret), document.positionAt(caret));
    await choose({ layer: 1, head: 1 });
    const first = await shown(caret, { layer: 1, head: 1 });
    const sum = first.reduce((total, each) => total + each, 0);
    assert.ok(Math.abs(sum - 1) < 1e-5, `the weights add up to ${sum}`);
    assert.ok(first.every((weight, i) => weight === 0 || (i <= caret && i > caret - 16)));
    const scale = heatmap.scaleOf(document);
    assert.ok(scale?.mode === 'attention');
    assert.deepEqual([scale.layers, scale.heads, scale.place], [2, 2, { layer: 1, head: 1 }]);

    await choose({ layer: 0 });
    const mean = await shown(caret, { layer: 0 });
    assert.notDeepEqual(mean, first);
    const moved = caret + 7;
    editor.selection = new vscode.Selection(document.positionAt(moved), document.positionAt(moved));
    await shown(moved, { layer: 0 });

    const hoverTexts = async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        document.positionAt(moved),
      );
      return hovers.flatMap(({ contents }) =>
        contents.map(each => (each as vscode.MarkdownString).value).join('\n'),
      );
    };
    const isAttention = (each: string) => /Attention, layer 1, mean of all heads: \*\*[\d.]+\*\*/.test(each);
    // Something may have made the heatmap read the text again. Until this is done, there is no value to show.
    while (!(await hoverTexts()).some(isAttention));
  });

  it('is refused for a model that is not a transformer', async () => {
    await configure({ 'training.maxIterations': 20, 'model.hidden': 8 });
    const { document } = await learned();
    const range = { origin: 0, start: 0, end: 10 };
    await assert.rejects(
      async () => services.reader.attention(document, range, { caret: 0, place: undefined }),
      /has no attention, because it is not a transformer/,
    );
  });
});
