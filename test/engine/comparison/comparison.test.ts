import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ComparedKind, KindFile } from '../../../src/engine/comparison/comparedKind';
import { compareKinds } from '../../../src/engine/comparison/compareKinds';
import { comparisonText } from '../../../src/engine/comparison/comparisonText';
import { groupFigures } from '../../../src/engine/comparison/groupFigures';
import { groupTokens, type TokenGroups } from '../../../src/engine/comparison/groupTokens';
import { resultOf } from '../../../src/engine/comparison/kindResult';
import { comparedKinds } from '../../../src/engine/comparison/kinds';
import { largestWithin } from '../../../src/engine/comparison/largestWithin';
import { configure } from '../../../src/engine/configuration/configure';
import { openModel } from '../../../src/engine/families/kinds';
import {
  type Budget,
  type ComparedName,
  type ComparedResult,
  comparedNames as names,
  USUAL_TOKENS,
} from '../../../src/protocol/kindsComparison';
import { fill } from '../../../src/protocol/message';
import type { RunSettings } from '../../../src/protocol/run';
import { UserError } from '../../../src/protocol/userError';
import { simdKernels } from '../support/kernels';

const LINE = 'the cat sat on the mat and the dog lay on the rug while a bird sang in the tree\n';
const textOf = (copies: number, unit = 'character') =>
  comparisonText(
    { name: 'text', bytes: new TextEncoder().encode(LINE.repeat(copies)) },
    configure({ 'text.unit': unit }),
  );

/** Compares with a clock that advances by a second whenever it is read. */
async function compare(
  models: readonly ComparedName[],
  budget: Budget,
  { text = textOf(20), seeds = 1 }: { text?: ReturnType<typeof textOf>; seeds?: number } = {},
) {
  let time = 0;
  const ports = { kernels: simdKernels, now: () => 1000 * time++ };
  const comparison = compareKinds(text, { budget, models, seeds }, ports);
  for (;;) {
    const { done, value } = await comparison.next();
    if (done) return value;
  }
}

function assertCompared(result: object): asserts result is ComparedResult {
  assert.ok('perplexity' in result, JSON.stringify(result));
}

describe('a comparison of kinds of models', () => {
  it('gives every kind a perplexity below that of chance, on the same held-out tokens', async () => {
    const text = textOf(20);
    const results = await compare(names, { tokens: 4000 }, { text });
    assert.deepEqual(
      results.map(({ model }) => model),
      names,
    );
    for (const result of results) {
      assertCompared(result);
      assert.ok(result.perplexity > 1 && result.perplexity < text.vocabulary.size, JSON.stringify(result));
      assert.ok(result.tokens <= 4000 && result.tokens > 0, JSON.stringify(result));
      assert.equal(result.interval, undefined);
    }
    assert.equal(text.heldOut.length, Math.floor(0.1 * 20 * LINE.length));
  });

  it('compares models of words, whose sentences end', async () => {
    const results = await compare(
      ['trigram', 'hmm', 'elman'],
      { tokens: 2000 },
      { text: textOf(40, 'word') },
    );
    for (const result of results) assertCompared(result);
    const [trigram] = results;
    assertCompared(trigram);
    assert.ok(trigram.perplexity < 2);
  });

  it('chooses for every kind a size just below a budget of parameters', async () => {
    const parameters = 6000;
    const results = await compare(names, { parameters, tokens: 300 });
    for (const result of results) {
      assertCompared(result);
      assert.ok(result.parameters <= parameters, JSON.stringify(result));
      const isNgram = result.model === 'trigram' || result.model === '5-gram';
      // A model with one more unit would exceed the budget. n-grams may all fit.
      assert.ok(isNgram || result.parameters > 0.7 * parameters, JSON.stringify(result));
    }
  });

  it('says why a kind cannot meet a budget, and compares the others', async () => {
    const results = await compare(['lstm', 'hmm'], { parameters: 30, tokens: 300 });
    assert.deepEqual(
      results.map(result => 'reason' in result),
      [true, false],
    );
    const [lstm] = results;
    assert.ok(
      'reason' in lstm && /^lstm: the smallest model/.test(fill(lstm.reason.template, lstm.reason.args)),
    );
  });

  it('ends when the time is over', async () => {
    // The clock advances by a second per update.
    const [elman, hmm] = await compare(['elman', 'hmm'], { seconds: 5 });
    assertCompared(elman);
    assertCompared(hmm);
    assert.ok(elman.seconds < 10 && elman.tokens < USUAL_TOKENS / 100);
    assert.ok(hmm.seconds < 10 && hmm.tokens < USUAL_TOKENS / 10);
  });

  it('prunes n-grams less thoroughly when the time is over', async () => {
    // Each line is another permutation of the letters, so that some n-grams are more useful than others.
    const lines = Array.from({ length: 50 }, (_, i) =>
      [...LINE.trim()].map((_, at, all) => all[(at * (i + 1)) % 79]).join(''),
    );
    const text = comparisonText(
      { name: 'text', bytes: new TextEncoder().encode(lines.join('\n')) },
      configure({}),
    );
    const [whole] = await compare(['trigram'], { parameters: 1000 }, { text });
    const [late] = await compare(['trigram'], { parameters: 1000, seconds: 1 }, { text });
    assertCompared(whole);
    assertCompared(late);
    assert.ok(late.parameters < whole.parameters, `${late.parameters} of ${whole.parameters}`);
  });

  it('has intervals over seeds for models that depend on them', async () => {
    const [trigram, elman] = await compare(['trigram', 'elman'], { tokens: 2000 }, { seeds: 3 });
    assertCompared(trigram);
    assertCompared(elman);
    assert.equal(trigram.interval, undefined);
    assert.ok(
      elman.interval && elman.interval.low < elman.perplexity && elman.interval.high > elman.perplexity,
    );
  });

  it('trains the same models again', async () => {
    const figures = async () =>
      (await compare(names, { tokens: 1000 })).map(each => 'perplexity' in each && each.perplexity);
    assert.deepEqual(await figures(), await figures());
  });

  it('stores the model of the first seed of each kind, which then predicts the same', async () => {
    const text = textOf(20);
    const files = new Map<ComparedName, KindFile>();
    const ports = {
      ...{ kernels: simdKernels, now: () => 0 },
      keep: async (name: ComparedName, file: KindFile) => void files.set(name, file),
    };
    const models = ['5-gram', 'hmm', 'elman', 'transformer'] as const;
    const comparison = compareKinds(text, { budget: { tokens: 2000 }, models, seeds: 1 }, ports);
    let next = await comparison.next();
    while (!next.done) next = await comparison.next();
    for (const result of next.value) {
      assertCompared(result);
      const { ending, pieces } = files.get(result.model) ?? assert.fail();
      const bytes = Buffer.concat([...pieces]);
      const { model, tokenizer } = await openModel(
        { name: `model.${ending}`, bytes },
        { kernels: simdKernels },
      );
      assert.equal(tokenizer.id, 'character');
      const id = (symbol: string) => model.vocabulary.symbols.indexOf(symbol);
      const { logProbs } = model.score(model.start(), Int32Array.of(id('t'), id('h'), id('e')));
      assert.ok(Number.isFinite(logProbs[2]), result.model);
    }
  });

  it('stores no model of a kind that is refused with a later seed', async () => {
    const stored: ComparedName[] = [];
    let made = 0;
    const ports = {
      kernels: async () => {
        if (++made > 1) throw new UserError('There is no memory for this seed.', []);
        return simdKernels();
      },
      ...{ now: () => 0, keep: async (name: ComparedName) => void stored.push(name) },
    };
    const options = { budget: { tokens: 300 }, models: ['elman'] as const, seeds: 2 };
    const comparison = compareKinds(textOf(20), options, ports);
    let next = await comparison.next();
    while (!next.done) next = await comparison.next();
    assert.ok('reason' in next.value[0]);
    assert.deepEqual(stored, []);
  });

  it('says what each model predicts best and worst', async () => {
    const [result] = await compare(['5-gram'], { tokens: 4000 });
    assertCompared(result);
    assert.deepEqual(
      result.groups.map(({ group }) => group),
      ['wordStart', 'wordSecond', 'wordRest', 'space', 'lineStart', 'lineSecond', 'lineRest'],
    );
    const classes = result.groups.slice(0, 4);
    const tokens = classes.reduce((sum, each) => sum + each.tokens, 0);
    assert.equal(tokens, textOf(20).heldOut.length);
    const bits = classes.reduce((sum, each) => sum + each.tokens * Math.log(each.perplexity), 0) / tokens;
    assert.ok(Math.abs(Math.exp(bits) - result.perplexity) < 1e-9);
    assert.equal(result.worst, 'wordStart');
  });

  it('yields often, so that it can be stopped', async () => {
    const kind: ComparedKind = comparedKinds.elman;
    const ports = { kernels: simdKernels, now: () => 0 };
    const training = kind.train({
      ...{ text: textOf(20), budget: { tokens: 10_000 }, seed: 1, ports },
      isOver: () => false,
    });
    assert.equal((await training.next()).done, false);
  });

  it('refuses a text without anything to compare on', () => {
    assert.throws(() => textOf(0), /is empty/);
    assert.throws(
      () => comparisonText({ name: 'text', bytes: new Uint8Array(2000).fill(97) }, configure({})),
      /contains only one distinct symbol/,
    );
    assert.throws(
      () => comparisonText({ name: 'text', bytes: new TextEncoder().encode('abc') }, configure({})),
      /Choose a longer text/,
    );
  });

  it('finds the largest size within a limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 300 }), (limit, most) => {
        const size = largestWithin(limit, most, n => 2 * n + 3);
        const fitting = Array.from({ length: most }, (_, i) => i + 1).filter(n => 2 * n + 3 <= limit);
        assert.equal(size, fitting.at(-1));
      }),
    );
  });
});

/** Returns a training that reached the same loss, in nats, on each held-out token. */
const measured = (loss: number, tokens = 30) => ({
  ...{ parameters: 10, tokens: 100, seconds: 1 },
  losses: new Float64Array(tokens).fill(loss),
});
const groupsFor = (tokens = 30) => Array<TokenGroups>(tokens).fill(['space', 'lineRest']);

describe('the result of a kind with a large loss', () => {
  it('is refused if a perplexity is not a finite number', () => {
    for (const loss of [800, Number.POSITIVE_INFINITY, Number.NaN])
      assert.throws(() => resultOf('linear', [measured(2), measured(loss)], groupsFor()), /linear: the loss/);
  });

  it('has numbers that JSON can express', () => {
    const { interval, perplexity } = resultOf('linear', [measured(2), measured(700)], groupsFor());
    assert.ok(Number.isFinite(perplexity));
    assert.equal(interval?.high, Number.MAX_VALUE);
    const losses = Float64Array.of(1, 800);
    const groups: TokenGroups[] = [
      ['space', 'lineRest'],
      ['digit', 'lineStart'],
    ];
    const largest = groupFigures(groups, losses).groups.find(({ group }) => group === 'digit');
    assert.equal(largest?.perplexity, Number.MAX_VALUE);
  });
});

/** Returns the class and the position of each held-out token, as `symbol class position`. */
function groupsOf(text: string, settings: RunSettings = {}): string[] {
  const bytes = new TextEncoder().encode(text);
  const read = comparisonText({ name: 'text', bytes }, configure(settings));
  return groupTokens(read).map(
    (groups, i) => `${read.vocabulary.symbols[read.heldOut[i]]} ${groups.join(' ')}`,
  );
}

describe('the groups of tokens', () => {
  it('are letters by their position in a word, digits, punctuation and white space', () => {
    assert.deepEqual(groupsOf(`${'x'.repeat(81)}\ncat, 42\n`), [
      '\n space lineStart',
      ...['c wordStart lineStart', 'a wordSecond lineSecond', 't wordRest lineRest'],
      ...[', punctuation lineRest', '  space lineRest', '4 digit lineRest', '2 digit lineRest'],
      '\n space lineRest',
    ]);
  });

  it('count the two symbols at the end of a line as one end', () => {
    const groups = groupsOf(`${'x'.repeat(60)}a\r\nbc`, { 'text.lineEnds': 'keep' });
    assert.deepEqual(groups.slice(-4), [
      ...['\r space lineRest', '\n space lineRest'],
      ...['b wordStart lineStart', 'c wordSecond lineSecond'],
    ]);
  });

  it('find the words of a text without spaces', () => {
    const held = '東京に行く';
    const groups = groupsOf(`${'あ'.repeat(45)}\n${held}`.slice(-50), { 'text.locale': 'ja' });
    assert.deepEqual(groups, [
      ...['東 wordStart lineStart', '京 wordSecond lineSecond', 'に wordStart lineRest'],
      ...['行 wordStart lineRest', 'く wordSecond lineRest'],
    ]);
  });

  it('are words by their frequency, if tokens are words', () => {
    const common = Array.from({ length: 100 }, (_, i) => `w${i}`).join(' ');
    const groups = groupsOf(`${`${common}\n`.repeat(2)}rare\n${`${common}\n`.repeat(2)}w7 rare 12\n`, {
      'text.unit': 'word',
      'text.minimumCount': 1,
    });
    assert.deepEqual(groups.slice(-4), [
      ...['w7 frequentWord lineStart', 'rare otherWord lineSecond', '12 digit lineRest'],
      '</s> space lineRest',
    ]);
  });

  it('of fewer than 20 tokens are neither best nor worst', () => {
    const groups = [...Array(20).fill(['space', 'lineRest']), ['digit', 'lineStart']];
    const losses = Float64Array.from(groups, (_, i) => (i === 20 ? 9 : 1));
    const figures = groupFigures(groups, losses);
    assert.deepEqual([figures.best, figures.worst], ['space', 'lineRest']);
    assert.deepEqual(groupFigures([], new Float64Array(0)), { groups: [] });
  });
});
