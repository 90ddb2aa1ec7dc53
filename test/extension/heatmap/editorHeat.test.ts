import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { DocumentRange } from '../../../src/extension/core/documentRange';
import { ChosenHead } from '../../../src/extension/heatmap/chosenHead';
import { ChosenUnit } from '../../../src/extension/heatmap/chosenUnit';
import { colouredRanges } from '../../../src/extension/heatmap/colouredRanges';
import { ComparedModel } from '../../../src/extension/heatmap/comparedModel';
import { EditorHeatmap, type ReadTokens } from '../../../src/extension/heatmap/editorHeatmap';
import { Heatmap } from '../../../src/extension/heatmap/heatmap';
import type { HeatmapLevel, Scale } from '../../../src/extension/heatmap/scale';
import { quantileThresholds } from '../../../src/extension/heatmap/thresholds';
import { covers, windowOf } from '../../../src/extension/heatmap/window';
import {
  atIteration,
  closeEditors,
  configure,
  extension,
  inState,
  openText,
  text,
  until,
} from '../support/services';
import { useExtension } from '../support/useExtension';

type Ranges = ReadonlyMap<HeatmapLevel, readonly vscode.Range[]>;

/** A palette that records the painted ranges. Tests can wait for them. */
class Painter {
  last: Ranges = new Map();
  private readonly waiting: ((ranges: Ranges) => void)[] = [];

  next(): Promise<Ranges> {
    return new Promise(resolve => this.waiting.push(resolve));
  }

  paint(_editor: vscode.TextEditor, ranges: Ranges): void {
    this.last = ranges;
    for (const resolve of this.waiting.splice(0)) resolve(ranges);
  }

  clear(): void {
    this.last = new Map();
  }
}

/** Returns a promise, and a function that resolves it. */
function later() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>(settle => {
    resolve = settle;
  });
  return { promise, resolve: () => resolve() };
}

const scale: Scale = { mode: 'bits', thresholds: [1, 3, 6, 10] };

const offsets = (document: vscode.TextDocument, ranges: Ranges) =>
  [...ranges].flatMap(([level, list]) =>
    list.map(range => [level, document.offsetAt(range.start), document.offsetAt(range.end)]),
  );
const byPlace = (patches: readonly (readonly number[])[]) => [...patches].sort((a, b) => a[1] - b[1]);

describe('an editor with a heatmap', () => {
  const services = useExtension({
    settings: { 'training.maxIterations': 20, 'model.hidden': 20 },
    keep: true,
  });
  let heat: EditorHeatmap | undefined;
  const painter = new Painter();
  const long = text.repeat(5);

  before(async () => {
    const { document } = await openText(text);
    const { id } = await services.train(document.uri);
    await inState(services, id, 'done');
  });
  afterEach(async () => {
    heat?.dispose();
    heat = undefined;
    await closeEditors();
  });
  after(() => scrolling.dispose());

  /** Reads again on scrolling, because an editor may show its lines some time after it opens. */
  const scrolling = vscode.window.onDidChangeTextEditorVisibleRanges(() => heat?.scrolled());

  const readWell: ReadTokens = (document, range, ranks, signal) =>
    services.reader.tokens(document, range, ranks, signal);

  function warm(editor: vscode.TextEditor, read = readWell): EditorHeatmap {
    heat = new EditorHeatmap(
      editor,
      read,
      { mode: () => scale.mode, of: () => scale },
      () => painter,
      error => assert.fail(String(error)),
    );
    return heat;
  }

  /** Resolves when the editor shows this line. */
  const showing = (editor: vscode.TextEditor, line: number) =>
    until(vscode.window.onDidChangeTextEditorVisibleRanges, () => {
      const shows = editor.visibleRanges.some(({ start, end }) => start.line <= line && line <= end.line);
      return shows || undefined;
    });

  /**
   * Waits until all visible lines are painted, and returns the ranges that were read. Waits longer than for
   * the first reading, because the editor may show more lines after a while.
   */
  async function warmed(editor: vscode.TextEditor): Promise<readonly DocumentRange[]> {
    const asked: DocumentRange[] = [];
    warm(editor, (document, range, ...rest) => {
      asked.push(range);
      return readWell(document, range, ...rest);
    });
    do await painter.next();
    while (!asked.slice(-1).every(range => covers(range, editor)));
    return asked;
  }

  it('paints the visible part as the model scores it', async () => {
    const editor = await openText(long);
    const asked = await warmed(editor);
    const reading = await services.reader.tokens(editor.document, asked.at(-1) ?? assert.fail(), false);
    assert.ok(reading && reading.starts.length > 500);
    const expected = colouredRanges(reading, scale).map(({ level, start, end }) => [level, start, end]);
    const found = byPlace(offsets(editor.document, painter.last));
    assert.ok(found.length > 20);
    // Newlines are left out: a newline alone is invisible and is not painted.
    const isNewline = (start: number, end: number) => long.slice(start, end) === '\n';
    assert.deepEqual(
      found,
      expected.filter(([, start, end]) => !isNewline(start, end)),
    );
  });

  it('reads more when other lines become visible, and no painted line again', async () => {
    const editor = await openText(long);
    const asked = await warmed(editor);
    heat?.scrolled();
    // A timer that was set by mistake would fire within this time.
    await delay(100);
    const end = editor.document.lineCount - 1;
    editor.revealRange(new vscode.Range(end, 0, end, 0));
    do await painter.next();
    while (!asked.some(({ start }) => start > long.length / 2));
    assert.equal(new Set(asked.map(({ start, end }) => `${start} ${end}`)).size, asked.length);
  });

  it('paints what it has read while the user scrolls, and then the visible lines', async () => {
    const editor = await openText(long);
    const reading = later();
    const answer = later();
    const signals: AbortSignal[] = [];
    const again = later();
    warm(editor, async (document, range, ranks, signal) => {
      signals.push(signal);
      if (signals.length > 1) again.resolve();
      reading.resolve();
      await answer.promise;
      return readWell(document, range, ranks, signal);
    });
    await reading.promise;
    // Part of the range that is being read stays visible.
    const below = editor.visibleRanges[0].end.line + 20;
    editor.revealRange(new vscode.Range(below, 0, below, 0));
    await showing(editor, below);
    assert.ok(!signals[0].aborted);
    const painted = painter.next();
    answer.resolve();
    const first = [...(await painted).values()].flat();
    assert.ok(first.length > 0 && first.every(({ start }) => start.line < 200));
    await again.promise;
  });

  it('reads a new place at once, and stops reading lines that are no longer visible', async () => {
    const editor = await openText(long);
    const reading = later();
    const jumped = later();
    const signals: AbortSignal[] = [];
    const end = editor.document.lineCount - 1;
    warm(editor, (document, range, ranks, signal) => {
      signals.push(signal);
      if (range.start > long.length / 2) jumped.resolve();
      reading.resolve();
      return jumped.promise.then(() => readWell(document, range, ranks, signal));
    });
    await reading.promise;
    editor.revealRange(new vscode.Range(end, 0, end, 0));
    await jumped.promise;
    assert.ok(signals[0].aborted);
    const painted = [...(await painter.next()).values()].flat();
    assert.ok(painted.length > 0 && painted.every(({ start }) => start.line > end / 2));
  });

  it('is painted again after an edit, and discards readings of the older text', async () => {
    const editor = await openText(long);
    const first = painter.next();
    const answers: (() => void)[] = [];
    const asked: (() => void)[] = [];
    const request = () => new Promise<void>(resolve => asked.push(resolve));
    const before = request();
    const read: ReadTokens = async (document, ...rest) => {
      const { version } = document;
      asked.shift()?.();
      await new Promise<void>(resolve => answers.push(resolve));
      assert.ok(version === document.version || rest[2].aborted, 'it continues with an old text');
      return readWell(document, ...rest);
    };
    warm(editor, read);
    await before;
    const again = request();
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), 'Zzz'));
    heat?.later();
    await again;
    for (const answer of answers) answer();
    const ranges = await first;
    // The first symbol is unknown to the model and must be marked as unknown.
    assert.ok(ranges.get(-1)?.some(range => range.isEqual(new vscode.Range(0, 0, 0, 1))));
  });

  it('reads only some thousand characters of a large document', async () => {
    const line = `${'the quick brown fox jumps over the lazy dog. '.repeat(4)}\n`;
    const editor = await openText(line.repeat(Math.ceil(2e6 / line.length)));
    const middle = Math.floor(editor.document.lineCount / 2);
    editor.selection = new vscode.Selection(middle, 0, middle, 0);
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenter);
    await showing(editor, middle);
    const window = windowOf(editor);
    assert.ok(window && window.origin > 8e5, 'it starts near what it shows');
    assert.ok(window.start - window.origin >= 4096 - line.length, 'something primes it');
    assert.ok(window.end - window.origin < 50_000);
    const painted = painter.next();
    warm(editor);
    assert.ok([...(await painted).values()].flat().every(({ start }) => Math.abs(start.line - middle) < 200));
  });
});

describe('the heatmap', () => {
  const services = useExtension();

  /** Opens a text in an editor and trains a model on the text. */
  async function learned(): Promise<vscode.TextDocument> {
    await configure({ 'training.maxIterations': 50, 'model.hidden': 20 });
    const { document } = await openText(text);
    const { id } = await services.train(document.uri);
    await inState(services, id, 'done');
    await vscode.window.showTextDocument(document);
    return document;
  }

  it('refuses to show without a model', async () => {
    const { document } = await openText(text);
    await assert.rejects(services.heatmap.show(document), /There is no model yet/);
    assert.ok(!services.heatmap.isOn(document));
  });

  it('follows a run that trains, and still reads when it pauses and stops', async () => {
    await configure({ 'training.maxIterations': 0, 'model.hidden': 20 });
    const { document } = await openText(text);
    const { id } = await services.train(document.uri);
    await services.heatmap.show(document);
    const range = { origin: 0, start: 0, end: 500 };
    const read = async () => {
      const reading = await services.reader.tokens(document, range, true);
      assert.equal(reading?.logProbs.filter(Number.isFinite).length, 500);
    };
    await read();
    await atIteration(services, id, 2000);
    await read();
    await services.runManager.pause(id);
    await read();
    await services.runManager.resume(id);
    await read();
    await services.runManager.stop(id);
    await read();
  });

  it('belongs to one document: another one has no heatmap and no start of reading', async () => {
    const document = await learned();
    await vscode.commands.executeCommand('elman.showHeatmap');
    assert.ok(services.heatmap.isOn(document));
    const other = await openText('other');
    assert.ok(!services.heatmap.isOn(other.document));
    assert.equal(services.heatmap.originAt(other.document, new vscode.Position(0, 0)), undefined);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('elman.hideHeatmap');
    assert.ok(!services.heatmap.isOn(document));
  });

  it('takes its thresholds from the text, unless the settings give others', async () => {
    const document = await learned();
    const { heatmap, reader } = services;
    const scaleAfter = async (action: () => Thenable<unknown>) => {
      const before = JSON.stringify(heatmap.scaleOf(document));
      const other = until(heatmap.onDidChange, () => {
        const now = heatmap.scaleOf(document);
        return JSON.stringify(now) !== before ? now : undefined;
      });
      await action();
      return other;
    };
    const found = await scaleAfter(() => heatmap.show(document));
    const whole = { origin: 0, start: 0, end: document.getText().length };
    const reading = (await reader.tokens(document, whole, false)) ?? assert.fail('there is no model');
    const thresholds = quantileThresholds('bits', [reading]);
    assert.deepEqual(found, {
      mode: 'bits',
      thresholds,
      basis: 'quantiles',
      unknown: { share: 0, isScored: false },
    });
    const fixed = await scaleAfter(() => configure({ 'heatmap.bits': [2, 4] }));
    assert.deepEqual('basis' in fixed && [fixed.basis, fixed.thresholds], ['settings', [2, 4]]);
    const ranks = await scaleAfter(() => configure({ 'heatmap.mode': 'rank' }));
    assert.deepEqual([ranks.mode === 'rank' && ranks.basis, ranks.mode], ['quantiles', 'rank']);
  });

  it('colours by the values of a unit, and goes from unit to unit', async () => {
    const document = await learned();
    const { heatmap, reader } = services;
    await configure({ 'heatmap.mode': 'unit' });
    const placeAfter = async (unit: number, action: () => Thenable<unknown>) => {
      const other = until(heatmap.onDidChange, () => {
        const now = heatmap.scaleOf(document);
        return now?.mode === 'unit' && now.place.unit === unit ? now.place : undefined;
      });
      await action();
      return other;
    };
    const command = (name: string, ...args: unknown[]) =>
      vscode.commands.executeCommand(`elman.${name}`, ...args);
    const h = (unit: number) => ({ name: 'h', layer: 0, unit });
    assert.deepEqual(await placeAfter(7, () => command('chooseUnit', h(7))), h(7));
    const whole = { origin: 0, start: 0, end: document.getText().length };
    const reading = (await reader.unit(document, whole, h(7))) ?? assert.fail();
    const third = heatmap.valueAt(document, document.positionAt(2));
    assert.deepEqual(third, { kind: 'unit', place: h(7), value: reading.unit.values[2], start: 2, end: 3 });
    await placeAfter(8, () => command('nextUnit'));
    await placeAfter(7, () => command('previousUnit'));
    // The network has 20 units; after the last comes the first.
    await placeAfter(19, () => command('chooseUnit', h(19)));
    await placeAfter(0, () => command('nextUnit'));
    // An Elman network has no cells. Another unit is shown instead.
    assert.deepEqual(
      await placeAfter(0, () => command('chooseUnit', { name: 'c', layer: 3, unit: 5 })),
      h(0),
    );
  });

  it('colours by the difference of two models: of the active network and of the same one with a lesion', async () => {
    const document = await learned();
    const { heatmap, reader, activeModel, inspection, modelRegistry } = services;
    const base = activeModel.choice ?? assert.fail();
    const lesion = { units: [{ layer: 0, units: [0, 1, 2, 3] }] };
    const command = (name: string, ...args: unknown[]) =>
      vscode.commands.executeCommand(`elman.${name}`, ...args);
    const differenceAfter = async (action: () => Thenable<unknown>) => {
      const before = JSON.stringify(heatmap.scaleOf(document));
      const shown = until(heatmap.onDidChange, () => {
        const now = heatmap.scaleOf(document);
        return now?.mode === 'difference' && JSON.stringify(now) !== before ? now : undefined;
      });
      await action();
      return shown;
    };
    const preview = await differenceAfter(() => command('compareInText', { kind: 'lesioned', base, lesion }));
    assert.match(preview.compared, /lesion/);
    const whole = { origin: 0, start: 0, end: document.getText().length };
    const intact = (await reader.tokens(document, whole, false)) ?? assert.fail();
    const reference = { kind: 'lesioned', base: activeModel.named(base).reference, lesion } as const;
    const read = (await reader.difference(document, whole, reference)) ?? assert.fail();
    assert.deepEqual([read.starts, read.ends, read.logProbs], [intact.starts, intact.ends, intact.logProbs]);
    const token = read.logProbs.findIndex((logProb, i) => logProb - read.others[i] > 0.5);
    const found = heatmap.valueAt(document, document.positionAt(read.starts[token]));
    assert.ok(found?.kind === 'difference');
    const bits = (logProb: number) => -logProb / Math.LN2;
    const expected = [bits(read.logProbs[token]), bits(read.others[token])] as const;
    assert.deepEqual(found.surprisals, expected);
    assert.ok(Math.abs(found.value - (expected[1] - expected[0])) < 1e-9);
    assert.ok(found.value > 0);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      document.positionAt(read.starts[token]),
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map(each => (each as vscode.MarkdownString).value),
    );
    assert.ok(
      texts.some(each => /Difference: \*\*\+[\d.]+\*\* bits/.test(each)),
      texts.join('\n'),
    );
    // The lesion that is kept as a model gives the same differences as its preview.
    const kept = await inspection.lesions.keep(base, lesion);
    // The stored lesion as the active model is compared with the network that it was made from.
    const { name } = activeModel.named(base);
    await activeModel.choose({ kind: 'made', id: kept.id });
    await until(heatmap.onDidChange, () => {
      const now = heatmap.scaleOf(document);
      return now?.mode === 'difference' && now.compared === name ? true : undefined;
    });
    await activeModel.choose(base);
    const stored = await reader.difference(document, whole, { kind: 'made', id: kept.id });
    assert.deepEqual(stored?.others, read.others);
    // Forgets the scale, because that of the stored lesion is equal.
    await command('hideHeatmap');
    const again = await differenceAfter(() => command('compareInText', { kind: 'made', id: kept.id }));
    assert.deepEqual([again.compared, again.range], [kept.name, preview.range]);
    const file = vscode.Uri.joinPath(extension().extensionUri, 'test/fixtures/ngram/kenlm-small-3.arpa');
    const withFile = await differenceAfter(() =>
      command('compareInText', { kind: 'file', uri: file.toString() }),
    );
    assert.equal(withFile.compared, 'kenlm-small-3.arpa');
    await differenceAfter(() => command('compareInText', { kind: 'made', id: kept.id }));
    await modelRegistry.remove([kept.id]);
    // Without the other model, the heatmap cannot be shown.
    await until(heatmap.onDidChange, () => (heatmap.isOn(document) ? undefined : true));
    await activeModel.choose(undefined);
  });

  it('is shown again in a reloaded window, in the documents that are open there', async () => {
    const document = await learned();
    const state = new Map<string, unknown>();
    const memento: vscode.Memento = {
      keys: () => [...state.keys()],
      get: (key: string, otherwise?: unknown) => structuredClone(state.get(key)) ?? otherwise,
      update: async (key, value) => void state.set(key, structuredClone(value)),
    };
    const { runManager, activeModel, reader } = services;
    const comparedModel = new ComparedModel(services, memento);
    const chosenUnit = new ChosenUnit(memento);
    const chosenHead = new ChosenHead(memento);
    const open = () =>
      new Heatmap({
        ...{ runManager, activeModel, state: memento, chosenUnit, chosenHead, comparedModel },
        read: (...question) => reader.tokens(...question),
        load: () => runManager.load(),
        show: error => assert.fail(String(error)),
      });
    const first = open();
    await first.show(document);
    first.dispose();
    const [[key, uris]] = state;
    state.set(key, [...(uris as string[]), 'file:///closed.txt']);
    const second = open();
    await second.restore();
    assert.ok(second.isOn(document));
    second.hide(document);
    assert.deepEqual(state.get(key), []);
    second.dispose();
    const third = open();
    await third.restore();
    assert.ok(!third.isOn(document));
    third.dispose();
  });
});
