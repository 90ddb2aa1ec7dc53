import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, configure, inState, openText, removeRuns, text } from '../support/services';
import { useExtension } from '../support/useExtension';

const settings = {
  'training.maxIterations': 100,
  // With this size, writing takes some seconds unless it is stopped.
  'model.hidden': 200,
  'writing.length': 60,
  'writing.seed': 3,
};
const BEGINNING = 'the quick ';

describe('Continue from Here', () => {
  const services = useExtension({ settings, keep: true });

  before(async () => {
    const { document } = await openText(text);
    const { id } = await services.train(document.uri);
    await inState(services, id, 'done');
  });
  afterEach(() => closeEditors());

  async function openAt(content: string, offset: number): Promise<vscode.TextEditor> {
    const editor = await openText(content);
    await vscode.window.showTextDocument(editor.document);
    const place = editor.document.positionAt(offset);
    editor.selection = new vscode.Selection(place, place);
    return editor;
  }

  /** Resolves when `isTrue` returns true after a change of the document. */
  function until({ document }: vscode.TextEditor, isTrue: () => boolean): Promise<void> {
    return new Promise(resolve => {
      const subscription = vscode.workspace.onDidChangeTextDocument(event => {
        if (event.document !== document || !isTrue()) return;
        subscription.dispose();
        resolve();
      });
    });
  }

  it('writes at the cursor, and one undo removes all of it', async () => {
    const editor = await openAt(`${BEGINNING}\nEND`, BEGINNING.length);
    const written = await services.continueHere();
    assert.ok(written.length > 40, written);
    assert.equal(editor.document.getText(), `${BEGINNING}${written}\nEND`);
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), `${BEGINNING}\nEND`);
  });

  it('writes the same text for the same seed, and different text without one', async () => {
    const write = async () => {
      await openAt(BEGINNING, BEGINNING.length);
      return services.continueHere();
    };
    const first = await write();
    assert.equal(await write(), first);
    await configure({ 'writing.seed': 0, 'writing.temperature': 2 });
    assert.notEqual(await write(), await write());
  });

  it('stops by command', async () => {
    await configure({ 'writing.length': 10_000 });
    const editor = await openAt(BEGINNING, BEGINNING.length);
    const some = until(editor, () => true);
    const writing = services.continueHere();
    await some;
    await vscode.commands.executeCommand('elman.stopWriting');
    const written = await writing;
    assert.ok(written.length > 0 && written.length < 9_000, String(written.length));
    assert.equal(editor.document.getText(), BEGINNING + written);
  });

  it('continues at its place if the user types elsewhere, and stops if they type there', async () => {
    await configure({ 'writing.length': 4_000 });
    const editor = await openAt(`${BEGINNING}\nEND`, BEGINNING.length);
    const some = until(editor, () => true);
    const writing = services.continueHere();
    await some;
    const more = until(editor, () => editor.document.getText().startsWith('# '));
    // Repeats the edit until VS Code accepts it. VS Code rejects an edit if a piece of generated text is
    // inserted at the same time, but never rejects text that a user types.
    while (!(await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '# '))));
    await more;
    const written = await writing;
    assert.equal(editor.document.getText(), `# ${BEGINNING}${written}\nEND`);

    await configure({ 'writing.length': 10_000 });
    const rival = await openAt(BEGINNING, BEGINNING.length);
    const begun = until(rival, () => true);
    const second = services.continueHere();
    await begun;
    await vscode.commands.executeCommand('type', { text: '!' });
    const part = await second;
    assert.ok(part.length < 9_000);
    assert.equal(rival.document.getText().replace('!', ''), BEGINNING + part);
  });

  it('ends without an error if the document closes', async () => {
    await configure({ 'writing.length': 10_000 });
    const editor = await openAt(BEGINNING, BEGINNING.length);
    const some = until(editor, () => true);
    const writing = services.continueHere();
    await some;
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    assert.ok((await writing).length < 10_000);
  });

  it('reports a missing model or editor', async () => {
    await closeEditors();
    await assert.rejects(services.continueHere(), /No editor is open/);
    await removeRuns(services);
    await openAt(BEGINNING, 0);
    await assert.rejects(services.continueHere(), /There is no model yet/);
  });

  for (const lineEnds of ['newline', 'keep']) {
    it(`writes its full length with a model of CRLF texts (${lineEnds}), for all line ends of the document`, async () => {
      await configure({ 'text.lineEnds': lineEnds, 'writing.length': 300, 'writing.temperature': 2 });
      const { document } = await openText(text.replaceAll('\n', '\r\n'));
      await inState(services, (await services.train(document.uri)).id, 'done');
      for (const newline of ['\n', '\r\n']) {
        const beginning = `${BEGINNING}${newline}${BEGINNING}`;
        const editor = await openAt(`${beginning}${newline}END`, beginning.length);
        const written = await services.continueHere();
        assert.ok([...written].length >= 290, `${written.length}: ${written}`);
        const all = `${beginning}${written}${newline}END`.replaceAll(/\r\n?/g, '\n');
        assert.equal(editor.document.getText().replaceAll('\r\n', '\n'), all);
      }
    });
  }
});
