import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EncodingError } from '../../src/common/encoding/encodingError';
import { tableOf } from '../../src/extension/labels/labelCommands';
import { describeLabels } from '../../src/extension/labels/labelHover';
import type { TrainLabelsCommand } from '../../src/extension/labels/trainLabelsCommand';
import { TrainCommand } from '../../src/extension/training/trainCommand';
import { fill } from '../../src/protocol/message';
import type { LabelTask, RunRecord } from '../../src/protocol/run';
import { inState, until, writeFile } from './support/services';
import { shownText } from './support/shownText';
import { useExtension } from './support/useExtension';

const SMALL = {
  'model.hidden': 8,
  'model.embedding': 8,
  'training.maxIterations': 60,
  'training.batch': 8,
  'validation.interval': 30,
  'validation.patience': 0,
};

/** Texts of the letters a and b: a label says which of them a text has. */
const texts = Array.from({ length: 60 }, (_, i) => {
  const [label, letter] = i % 2 === 0 ? ['of a', 'a'] : ['of b', 'b'];
  return `${label}\t${letter.repeat(3 + (i % 5))}\n`;
}).join('');

const sentences = Array.from({ length: 40 }, () => 'the\tDET\ndog\tNOUN\nbarks\tVERB\n\n').join('');

describe('classifiers and taggers', () => {
  const services = useExtension({ keep: true });
  const trained: Record<string, RunRecord> = {};
  const train = async (task: LabelTask, name: string, content: string) => {
    const uri = await writeFile(name, content);
    const { id } = await services.labels.trainLabels.train(task, uri, SMALL);
    return inState(services, id, 'done');
  };

  before(async () => {
    trained.classify = await train('classify', 'letters.tsv', texts);
    trained.tag = await train('tag', 'sentences.tsv', sentences);
  });
  after(() => services.activeModel.choose(undefined));

  it('are runs with labels, whose accuracy the tree shows', async () => {
    const { classify, tag } = trained;
    assert.deepEqual(classify.labelling, { task: 'classify', count: 2 });
    assert.deepEqual(tag.labelling, { task: 'tag', count: 3 });
    const { runManager, tree } = services;
    const names = [classify, tag].map(({ id }) => runManager.run(id)?.shown?.short);
    assert.deepEqual(names, ['classifier lstm 8', 'tagger lstm 8']);
    const item = tree.getTreeItem(classify.id);
    assert.match(String(item.description), /^accuracy \d+\.\d% held out/);
  });

  it('are evaluated beside baselines, and the examples of a confusion are found with their lines', async () => {
    const { channel } = services.labelWorker;
    const { id } = trained.classify;
    const figures = await channel.request('figures', { id });
    assert.deepEqual(figures.labels, ['of a', 'of b']);
    assert.equal(figures.network?.accuracy, 1);
    assert.deepEqual(
      figures.baselines.map(({ name }) => name),
      ['most frequent label', '4-grams of each label'],
    );
    assert.equal(figures.training + figures.validation, 60);
    const found = await channel.request('examples', { id, correct: 0, predicted: 0 });
    assert.equal(found.count, figures.network?.confusion[0][0]);
    const lines = texts.split('\n');
    for (const { line, text } of found.examples) assert.equal(lines[line - 1], text);
  });

  it('label the selected text, in a message and in the hover', async () => {
    const { labels, activeModel, hover } = services;
    await activeModel.choose({ kind: 'run', id: trained.classify.id, checkpoint: 'usual' });
    const document = await vscode.workspace.openTextDocument({ content: 'aaaa\nbbbb\nxyz\n' });
    const editor = await vscode.window.showTextDocument(document);
    const hovered = async (line: number) => {
      editor.selection = new vscode.Selection(line, 0, line, 3);
      const position = new vscode.Position(line, 1);
      await until(vscode.window.onDidChangeTextEditorSelection, () =>
        editor.selection.start.line === line ? true : undefined,
      );
      const { token } = new vscode.CancellationTokenSource();
      const found = (await labels.hover.provideHover(document, position, token)) ?? assert.fail();
      const [markdown] = found.contents;
      assert.ok(markdown instanceof vscode.MarkdownString);
      const cancelled = new vscode.CancellationTokenSource();
      cancelled.cancel();
      assert.equal(await labels.hover.provideHover(document, position, cancelled.token), undefined);
      assert.equal(await hover.provideHover(document, position, token), undefined);
      return shownText(markdown.value);
    };
    assert.match(await hovered(0), /of a, [01]\.\d\d/);
    assert.match(await hovered(1), /of b, [01]\.\d\d/);
    assert.match(await hovered(2), /the model knows no token of this text/);
    editor.selection = new vscode.Selection(1, 0, 1, 4);
    const found = await labels.commands.classify();
    assert.ok(found.task === 'classify');
    assert.equal(found.guesses[0].label, 'of b');
  });

  it('tag plain text by words, and tables of tokens by lines', async () => {
    const { labels, activeModel } = services;
    await activeModel.choose({ kind: 'run', id: trained.tag.id, checkpoint: 'usual' });
    for (const content of ['the dog barks\n', 'the\t?\ndog\t?\nbarks\t?\n']) {
      const document = await vscode.workspace.openTextDocument({ content });
      await vscode.window.showTextDocument(document);
      const found = await labels.commands.tag();
      const rows = tableOf(found, content)
        .split('\n')
        .filter(row => row.split('\t').length === 3);
      assert.deepEqual(
        rows.slice(1).map(row => row.split('\t').slice(0, 2).join(' ')),
        ['the DET', 'dog NOUN', 'barks VERB'],
      );
    }
  });

  it('read only the beginning of a long selection in the hover, and tag no text that is too long', async () => {
    const { labels, activeModel } = services;
    await activeModel.choose({ kind: 'run', id: trained.tag.id, checkpoint: 'usual' });
    const document = await vscode.workspace.openTextDocument({ content: 'dog '.repeat(25_001) });
    const editor = await vscode.window.showTextDocument(document);
    await assert.rejects(labels.commands.tag(), /at most 100000 can be tagged here|at most \{1\} can/);
    editor.selection = new vscode.Selection(0, 0, 0, 4000);
    await until(vscode.window.onDidChangeTextEditorSelection, () =>
      editor.selection.isEmpty ? undefined : true,
    );
    const { token } = new vscode.CancellationTokenSource();
    const found = await labels.hover.provideHover(document, new vscode.Position(0, 1), token);
    const [markdown] = found?.contents ?? assert.fail();
    assert.ok(markdown instanceof vscode.MarkdownString);
    assert.match(shownText(markdown.value), /Only the beginning of the selection was read/);
  });

  it('become an experiment, whose runs have their task', async () => {
    const { experiments, runManager } = services;
    for (const { id, labelling } of Object.values(trained)) {
      await vscode.commands.executeCommand('elman.newExperiment', id);
      const document = vscode.window.activeTextEditor?.document ?? assert.fail();
      const draft = document.getText();
      assert.match(draft, new RegExp(`"task": "${labelling?.task}"`));
      assert.doesNotMatch(draft, /sequenceLength|"model.cell"/, 'the defaults of the task are left out');
      const file = await writeFile(
        `${labelling?.task}.elman.json`,
        draft.replace('"seeds": 5', '"seeds": 1, "measure": { "metric": "validation.errorRate" }'),
      );
      const active = (await experiments.run(file)) ?? assert.fail();
      await active.done;
      const [run] = active.experiment.runs.map(each => runManager.run(each.id));
      assert.deepEqual([run?.state, run?.labelling], ['done', labelling]);
    }
  });

  it('write labels and tokens in hovers without markup', () => {
    const markup = '<b>x</b> [y](command:z) $(zap)';
    const { value } = describeLabels(
      {
        task: 'tag',
        tokens: [{ start: 0, end: 5, label: markup, probability: 1 }],
        unknown: 0,
        cut: 0,
        model: markup,
      },
      '<img>',
    );
    assert.ok(!/<b>|<img>|\]\(/.test(value), value);
  });

  it('stay the active model when a feature for language models cannot use them, and say so', async () => {
    const { activeModel, reader } = services;
    const choice = { kind: 'run', id: trained.classify.id, checkpoint: 'usual' } as const;
    await activeModel.choose(choice);
    const document = await vscode.workspace.openTextDocument({ content: 'aaaa' });
    const range = new vscode.Range(0, 0, 0, 4);
    await assert.rejects(reader.score(document, range), /is a classifier: it labels texts/);
    assert.deepEqual(activeModel.choice, choice);
    assert.ok(!services.runManager.languageModels.some(({ id }) => id === choice.id));
  });

  it('are trained on a folder with a folder per label, and keep their task when trained again', async () => {
    for (const [label, letter] of [
      ['x', 'p'],
      ['y', 'q'],
    ])
      for (let i = 0; i < 12; i++)
        await writeFile(`by-label/${label}/${i}.txt`, `${letter}${letter}\n${letter}`);
    await writeFile('by-label/readme.txt', 'left out');
    const uri = vscode.Uri.joinPath(await writeFile('by-label/.hidden', ''), '..');
    const { id } = await services.labels.trainLabels.train('classify', uri, SMALL);
    const run = await inState(services, id, 'done');
    assert.equal(run.text.name, 'by-label');
    const [again] = await services.trainSeeds([run], 2);
    assert.deepEqual(again.labelling, run.labelling);
    const figures = await services.labelWorker.channel.request('figures', { id: again.id });
    assert.deepEqual(figures.labels, ['x', 'y']);
  });

  it('are refused in a workspace that is not trusted', async () => {
    const training = services.labels.trainLabels;
    const careful = Object.create(training, { isTrusted: { value: () => false } }) as TrainLabelsCommand;
    const uri = await writeFile('letters.tsv', texts);
    await assert.rejects(careful.run('classify', uri), /In Restricted Mode, you cannot/);
    await assert.rejects(careful.train('tag', uri), /In Restricted Mode, you cannot/);
    // The commands that train again call `begin` or `start` without another check.
    const isTrusted = { value: () => false };
    const { begin } = TrainCommand.prototype;
    const again = begin.call(
      Object.create(TrainCommand.prototype, { isTrusted }) as TrainCommand,
      ...(['again', { text: { name: 'a', uri: '', bytes: new Uint8Array() } }, {}, 'tag'] as const),
    );
    await assert.rejects(again, /In Restricted Mode, you cannot/);
  });

  const refusals: readonly (readonly [string, LabelTask, string, RegExp])[] = [
    ['one label', 'classify', 'a\tx\na\ty\n', /has only one label, "a"/],
    [
      'no tab',
      'classify',
      'a\tx\njust text\n',
      /line 2: 0 tabs were found, but one was expected, between a label/,
    ],
    ['two tabs', 'classify', 'a\tx\tz\n', /line 1: 2 tabs were found/],
    ['no label', 'classify', ' \tx\n', /line 1: there is no label before the tab/],
    [
      'a token without a tag',
      'tag',
      'the\tDET\ndog\n',
      /line 2: 0 tabs were found, but one was expected, between a token/,
    ],
    ['an empty tag', 'tag', 'the\tDET\ndog\t\n', /line 2: there is no tag after the tab/],
    ['an empty file', 'tag', '', /has no tagged sentence\. Each line must be a token/],
    ['too few examples', 'classify', 'a\tx\nb\ty\n', /too few examples for validation/],
  ];
  for (const [what, task, content, message] of refusals)
    it(`refuse ${what} with the message of the command line`, async () => {
      const uri = await writeFile(`${what}.tsv`, content);
      const before = services.runManager.runs.length;
      await assert.rejects(services.labels.trainLabels.train(task, uri, SMALL), (error: Error) => {
        const { template, args } = error as Error &
          Parameters<typeof fill>[0] & { template: string; args: [] };
        const words = template === undefined ? error.message : fill(template, args, name => name);
        return message.test(words) || assert.fail(words);
      });
      assert.equal(services.runManager.runs.length, before);
    });

  it('refuse a folder of folders, and count what is left out of a file', async () => {
    const { trainLabels } = services.labels;
    const nested = await writeFile('nested/x/y/z.txt', 'text');
    const uri = vscode.Uri.joinPath(nested, '../../..');
    await assert.rejects(trainLabels.train('classify', uri), /must contain only texts/);
    const damaged = await writeFile('damaged/x/bad.txt', Uint8Array.of(97, 0, 98));
    const folder = vscode.Uri.joinPath(damaged, '../..');
    await assert.rejects(trainLabels.train('classify', folder), (error: EncodingError) =>
      error.args.includes('bad.txt'),
    );
    const run = await train('classify', 'gaps.tsv', `${texts}\n\nof a\t\nrare\taaa\n`);
    const figures = await services.labelWorker.channel.request('figures', { id: run.id });
    assert.deepEqual(figures.leftOut, { emptyLines: 2, emptyTexts: 1, shortened: 0, tokens: 0 });
    assert.deepEqual(figures.rareLabels, ['rare']);
  });
});
