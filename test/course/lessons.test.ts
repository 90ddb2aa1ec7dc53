import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { checkLesson } from '../../src/course/check';
import { type Finding, type LessonProblem, languages } from '../../src/course/lesson';
import { lessonIds, lessonOf } from '../../src/course/lessons';
import { dialogue } from '../../src/course/lessons/probability';
import type { LessonFigures, LessonId, VectorsFigures } from '../../src/protocol/course';
import type { ExperimentFigures } from '../../src/protocol/experimentFigures';
import type { GradientReport } from '../../src/protocol/gradientReport';
import { fill } from '../../src/protocol/message';

/** Returns a verdict as one English text. */
function said(outcome: Finding | LessonProblem): string {
  const messages = outcome.kind === 'finding' ? outcome.sentences : [outcome.problem];
  return messages.map(({ template, args }) => fill(template, args)).join(' ');
}

const textAt = (path: string) => ({ uri: `file:///${path}`, name: path.split('/').pop() ?? '' });

/** Checks a lesson on english.txt with these figures and this prediction. */
function checked<Id extends LessonId>(id: Id, figures?: LessonFigures[Id], prediction?: number) {
  const lesson = lessonOf(id);
  const { button, options } = lesson.texts.en;
  return checkLesson<Id>(lesson, {
    ...{ text: textAt('english.txt'), button, options },
    ...(figures && { figures }),
    ...(prediction !== undefined && { prediction }),
  });
}

const answer = (text: string, bits: number, unknown = 0, occurrences = 0) => ({
  ...{ text, bits, unknown, occurrences },
});

const order = (number: number, counted: number, smoothed: number) => ({
  ...{ order: number, ngrams: 10 ** number, unseen: number / 10 },
  ...{ counted, smoothed },
});

describe('the lessons of the course', () => {
  it('have all texts in both languages, with as many options, and a picture', () => {
    for (const id of lessonIds) {
      const { texts, image } = lessonOf(id);
      assert.ok(existsSync(image), image);
      assert.equal(texts.ja.options.length, texts.en.options.length, id);
      for (const language of languages)
        for (const text of Object.values(texts[language])) assert.ok(text.length > 0, id);
    }
  });

  it('have messages that are translated', () => {
    const japanese = JSON.parse(readFileSync('l10n/bundle.l10n.ja.json', 'utf8'));
    const sources = ['check', ...lessonIds.map(id => `lessons/${id}`)].map(name =>
      readFileSync(`src/course/${name}.ts`, 'utf8'),
    );
    const calls = sources.flatMap(source => [
      ...source.matchAll(/\b(?:sentence|problem)\(\s*(?:'((?:[^'\\]|\\.)*)'|"([^"]*)")/g),
    ]);
    const texts = calls.map(([, single, double]) => (single ?? double).replaceAll("\\'", "'"));
    assert.ok(texts.length > 5);
    assert.deepEqual(
      texts.filter(text => !japanese[text]),
      [],
    );
  });

  it('have pages in the table of contents', () => {
    for (const [file, folder] of [
      ['docs/course/README.md', 'docs/course'],
      ['docs/course/ja/README.md', 'docs/course/ja'],
    ]) {
      const contents = readFileSync(file, 'utf8');
      lessonIds.forEach((id, i) => {
        assert.ok(existsSync(`${folder}/${i + 1}-${id}.md`));
        assert.ok(contents.includes(`](${i + 1}-${id}.md)`), id);
      });
    }
  });

  it('have a sheet for teachers, with the same tables and questions in both languages', () => {
    const [english, japanese] = ['docs/course/teacher.md', 'docs/course/ja/teacher.md'].map(file => {
      const lines = readFileSync(file, 'utf8').split('\n');
      const starts = lines.map(line => /^(?:#+ |\| |\d+\. )/.exec(line)?.[0]);
      return starts.filter(start => start !== undefined);
    });
    assert.ok(english.length > 30);
    assert.deepEqual(japanese, english);
  });

  it('name the button that gets a missing result', () => {
    for (const id of lessonIds) {
      const outcome = checked(id);
      assert.equal(outcome.kind, 'problem');
      const { texts, ignoresText } = lessonOf(id);
      const subject = ignoresText ? '' : ' for "english.txt"';
      assert.equal(said(outcome), `There is no result${subject} yet. Press "${texts.en.button}" first.`);
    }
  });

  it('refuse a result of another text', () => {
    const { button, options } = lessonOf('counting').texts.en;
    const attempt = { text: textAt('english.txt'), prediction: 1, button, options };
    assert.match(
      said(checkLesson(lessonOf('counting'), { ...attempt, resultText: textAt('japanese.txt') })),
      /^The result is for "japanese.txt", but the text of the course is now "english.txt"\. Press "Count N-grams"/,
    );
    const sameName = checkLesson(lessonOf('counting'), { ...attempt, resultText: textAt('old/english.txt') });
    assert.match(said(sameName), /^The result is for "english.txt", but/);
  });

  it('keep a result that does not depend on the text, after another text was chosen', () => {
    const parameters = [{ name: 'Whh', error: 1e-9, isRight: true }];
    const report = { isRight: true, tolerance: 1e-6, parameters } as unknown as GradientReport;
    const { button, options } = lessonOf('gradients').texts.en;
    const outcome = checkLesson(lessonOf('gradients'), {
      ...{ text: textAt('english.txt'), resultText: textAt('japanese.txt'), prediction: 2, button, options },
      figures: { right: report, wrong: report },
    });
    assert.equal(outcome.kind, 'finding');
  });
});

describe('lesson 1, probability', () => {
  const answers = [
    answer('Monday', 30.14),
    answer('Friday', 28),
    answer('a lord', 12.5),
    answer('banana', 40.2),
  ];

  it('has answers of the same length, in the order of the options', () => {
    for (const language of languages) {
      const lengths = dialogue[language].answers.map(text => text.length);
      assert.equal(new Set(lengths).size, 1);
      const { options } = lessonOf('probability').texts[language];
      assert.deepEqual(
        options.map(option => option.slice(0, -1)),
        dialogue[language].answers,
      );
    }
  });

  it('ranks the answers and says why the model does not know Mondays', () => {
    const right = checked('probability', { answers }, 2);
    assert.equal(right.kind === 'finding' && right.answer, 2);
    assert.equal(
      said(right),
      'Your prediction was right: a lord. Bits of each answer, the most likely first: a lord 12.5 · Friday 28.0 · Monday 30.1 · banana 40.2. The text never contains "Monday", so nothing could teach the model this answer.',
    );
    assert.match(
      said(checked('probability', { answers }, 0)),
      /^You predicted: Monday\. The result: a lord\./,
    );
  });

  it('counts the answer in a text that has it', () => {
    const withMondays = [answer('Monday', 3, 0, 12), ...answers.slice(1)];
    assert.match(said(checked('probability', { answers: withMondays }, 0)), /"Monday" in the text: 12\.$/);
  });

  it('leaves out an answer with an unknown character, however low its bits', () => {
    const outcome = checked('probability', { answers: [answer('月曜日', 2, 1), ...answers.slice(1)] }, 0);
    assert.equal(outcome.kind === 'finding' && outcome.answer, 2);
    assert.match(said(outcome), /"月曜日" has a character that the text does not contain/);
  });

  it('asks for a text in the language of the course if no answer is known', () => {
    const japanese = JSON.parse(readFileSync('l10n/bundle.l10n.ja.json', 'utf8'));
    for (const language of languages) {
      const unknown = dialogue[language].answers.map(text => answer(text, 2, 1));
      const outcome = checked('probability', { answers: unknown }, 0);
      assert.ok(outcome.kind === 'problem');
      assert.match(said(outcome), /Choose a text in English/);
      assert.match(japanese[outcome.problem.template], /日本語のテキストを選んでください/);
    }
  });
});

describe('lesson 2, counting', () => {
  const orders = [20, 10, 7, 5.2, 5.4, 5.73].map((counted, i) => order(i + 1, counted, counted - i / 5));

  it('finds the order after which perplexity rises, and the share of unseen n-grams', () => {
    assert.equal(
      said(checked('counting', { tokens: 5000, orders }, 3)),
      'Your prediction was right: Order 4. Counting alone, order 4 is best, with perplexity 5.20; order 6 has 5.73. With Kneser-Ney smoothing, the best order is 4, with perplexity 4.60. Of the n-grams of order 6 in the new text, 60 % were never seen before.',
    );
    assert.match(said(checked('counting', { tokens: 5000, orders }, 5)), /^You predicted: Order 6\. The/);
  });

  it('refuses a text that is too short, and says how long it should be', () => {
    const outcome = checked('counting', { tokens: 300, orders }, 3);
    assert.equal(outcome.kind, 'problem');
    assert.match(said(outcome), /only 300 tokens, .* at least 2000 tokens\.$/);
  });
});

describe('lesson 3, memory', () => {
  const figures = (withContext: number, without: number, iteration = 20_000) => ({
    ...{ iteration, planned: 20_000, withContext, without },
  });

  it('compares the perplexities with and without context', () => {
    assert.equal(
      said(checked('memory', figures(6, 45), 2)),
      'Your prediction was right: It more than doubles. On the end of the text, the perplexity is 6.00 with the context and 45.00 without it: 7.5 times as much.',
    );
    for (const [without, option] of [
      [6.5, 0],
      [9, 1],
      [12, 2],
    ]) {
      const outcome = checked('memory', figures(6, without), 0);
      assert.equal(outcome.kind === 'finding' && outcome.answer, option);
    }
  });

  it('refuses a network with too few updates', () => {
    const outcome = checked('memory', figures(6, 45, 900), 2);
    assert.equal(outcome.kind, 'problem');
    assert.match(said(outcome), /^The network has only 900 of 20000 updates\./);
  });
});

describe('lesson 4, gradients', () => {
  const report = (...wrong: readonly string[]): GradientReport => ({
    parameters: ['Wxh', 'Whh', 'bh', 'Why', 'by'].map(name => ({
      ...{ name, rows: 1, columns: 1, row: 0, column: 0, analytic: 1, numeric: 1 },
      error: wrong.includes(name) ? 0.5 : 3e-9,
    })),
    tolerance: 1e-6,
    isRight: wrong.length === 0,
  });

  it('says which gradients a wrong sign spoils', () => {
    assert.equal(
      said(checked('gradients', { right: report(), wrong: report('Wxh', 'Whh', 'bh') }, 2)),
      'Your prediction was right: Only those of the weights that make the hidden values (Wxh, Whh, bh). Before, the largest relative error of all gradients was 3.0e-9. With the wrong sign it is 5.0e-1. Wrong: Wxh, Whh, bh.',
    );
    const answers = [[], ['Why', 'by'], ['Whh'], ['Whh', 'by']].map(wrong => {
      const outcome = checked('gradients', { right: report(), wrong: report(...wrong) }, 0);
      return outcome.kind === 'finding' && outcome.answer;
    });
    assert.deepEqual(answers, [0, 1, 2, 3]);
  });

  it('refuses gradients that were wrong before', () => {
    const outcome = checked('gradients', { right: report('bh'), wrong: report('bh') }, 2);
    assert.equal(outcome.kind, 'problem');
    assert.match(said(outcome), /wrong before a sign was changed: bh\.$/);
  });
});

describe('lesson 5, vanishing', () => {
  const cell = (name: string, factor: number, iteration = 1000) => ({
    ...{ name, iteration, planned: 1000, hasFailed: false },
    flow: Array.from({ length: 50 }, (_, k) => 3 * factor ** k),
  });
  const cells = [cell('logistic', 0.2), cell('tanh', 0.7), cell('relu', 0.8), cell('LSTM', 0.95)];

  it('finds the lag at which 1 % is left, and the network that reaches farthest', () => {
    assert.equal(
      said(checked('vanishing', { cells }, 3)),
      'Your prediction was right: LSTM. Steps back at which less than 1 % is left: logistic 3 · tanh 13 · relu 21 · LSTM > 49 (8.1 %).',
    );
    const exploding = [...cells.slice(0, 2), cell('relu', 1.1), cells[3]];
    const outcome = checked('vanishing', { cells: exploding }, 3);
    assert.equal(outcome.kind === 'finding' && outcome.answer, 2);
  });

  it('names the networks whose training failed', () => {
    const failed = [...cells.slice(0, 3), { ...cells[3], hasFailed: true }];
    assert.match(said(checked('vanishing', { cells: failed }, 3)), /networks failed: LSTM\./);
  });

  it('names the networks that are not trained to the end, or have no measurement', () => {
    const unfinished = [cell('logistic', 0.2, 300), ...cells.slice(1, 3), { ...cells[3], flow: [] }];
    const outcome = checked('vanishing', { cells: unfinished }, 3);
    assert.equal(outcome.kind, 'problem');
    assert.match(said(outcome), /not trained to the end yet: logistic, LSTM\./);
  });
});

describe('lesson 6, pairs', () => {
  const condition = (name: string, missing = 0) => ({ name, losses: [], done: [], failed: 0, missing });
  const figures = (p: number, missing = 0, [lower, higher] = ['xavier', 'gaussian']): ExperimentFigures => ({
    ...{ name: 'a', isHeldOut: true, isBest: true, dropped: 0, isPartial: false, effects: [], curves: [] },
    conditions: [condition('xavier'), condition('gaussian', missing)],
    comparisons: [
      {
        ...{ lower, higher, difference: 0.0312, seeds: 5, wins: 5, p },
        interval: { low: 0.024, high: 0.0384 },
      },
    ],
  });

  it('says which value is lower, in how many seeds, by how much', () => {
    assert.equal(
      said(checked('pairs', figures(0.001), 1)),
      'Your prediction was right: xavier: weights that fit. xavier is lower than gaussian in 5 of 5 seeds, by 0.031 nats per token (95 % interval 0.024 to 0.038).',
    );
  });

  it('finds no clear difference if chance may explain it', () => {
    const outcome = checked('pairs', figures(0.2), 1);
    assert.equal(outcome.kind === 'finding' && outcome.answer, 2);
  });

  it('shows only the verdict if the reader edited the experiment to compare other values', () => {
    for (const p of [0.001, 0.2])
      assert.equal(
        said(checked('pairs', figures(p, 0, ['clip 5', 'clip 1']), 1)),
        'clip 5 is lower than clip 1 in 5 of 5 seeds, by 0.031 nats per token (95 % interval 0.024 to 0.038).',
      );
  });

  it('counts the runs that are missing', () => {
    const outcome = checked('pairs', figures(0.001, 3), 1);
    assert.equal(outcome.kind, 'problem');
    assert.match(said(outcome), /^Runs of the experiment that are not done yet: 3\./);
  });
});

describe('lesson 7, RNNLM', () => {
  const figures = (mixed: number) => ({
    ...{ tokens: 9000, words: 800, classes: 28, outputs: 61.4 },
    ...{ ngram: 32.26, network: 27.42, direct: 28.66 },
    ...{ mixed: { share: 0.6, perplexity: mixed }, mixedDirect: { share: 0.7, perplexity: 27.5 } },
  });

  it('finds that the mixture is lowest, and how few outputs the network computes', () => {
    assert.equal(
      said(checked('rnnlm', figures(25.86), 3)),
      'Your prediction was right: A mixture of a network and the 5-gram. Alone, the 5-gram has perplexity 32.26, the network 27.42, and the network with direct connections 28.66. Mixed with the 5-gram, with 60 % for the network, the perplexity is 25.86: lower than each alone. With 800 words in 28 classes, the network computes 61 outputs per word on average.',
    );
    assert.match(
      said(checked('rnnlm', figures(25.86), 0)),
      /^You predicted: The 5-gram alone\. The result: A/,
    );
  });

  it('says that a mixture gains nothing if it is as good as the best model alone', () => {
    const outcome = said(checked('rnnlm', figures(27.41), 1));
    assert.match(
      outcome,
      /^Your prediction was right: The network alone\..*27\.41: here the mixture gains nothing/,
    );
  });

  it('refuses a text that is too short, and says how long it should be', () => {
    const outcome = checked('rnnlm', { ...figures(25), tokens: 300 }, 3);
    assert.equal(outcome.kind, 'problem');
    assert.match(said(outcome), /only 300 words .* at least 2000 words\.$/);
  });
});

describe('lesson 8, vectors', () => {
  const figures = (word2vec: number, network: number, changes: Partial<VectorsFigures> = {}) => ({
    ...{ read: 16_000, tokens: 20_000, words: 900 },
    oddWords: { questions: 50, asked: 40, word2vec, network },
    analogies: { questions: 20, asked: 16, word2vec: 1, network: 0 },
    ...{ neighbours: [], ...changes },
  });

  it('counts the right answers, and the questions that were left out', () => {
    assert.equal(
      said(checked('vectors', figures(35, 33), 2)),
      'Your prediction was right: No clear difference. Of 70 questions, 14 were left out, because the text does not contain one of their words often enough. Odd words found: 35 by word2vec, 33 by the network, of 40; guessing finds 10. Analogies answered right: 1 by word2vec, 0 by the network, of 16. Both learned from 16000 words.',
    );
  });

  it('distinguishes which vectors are better, and whether any is better than guessing', () => {
    for (const [word2vec, network, option] of [
      [35, 30, 0],
      [30, 35, 1],
      [30, 34, 2],
      [16, 12, 3],
    ]) {
      const outcome = checked('vectors', figures(word2vec, network), 3);
      assert.equal(outcome.kind === 'finding' && outcome.answer, option);
    }
    assert.match(
      said(checked('vectors', figures(35, 20), 2)),
      /^You predicted: No clear difference\. The result: Those of word2vec/,
    );
  });

  it('says that a long text was not read to the end, and that no analogy was asked', () => {
    const analogies = { questions: 20, asked: 0, word2vec: 0, network: 0 };
    const outcome = said(checked('vectors', figures(35, 33, { tokens: 300_000, analogies }), 2));
    assert.match(outcome, /only its first 16000 of 300000 words were read\./);
    assert.match(outcome, /No analogy was asked\.$/);
  });

  it('refuses a text that contains too few of the questions', () => {
    const oddWords = { questions: 50, asked: 4, word2vec: 4, network: 4 };
    const outcome = checked('vectors', figures(4, 4, { oddWords }), 2);
    assert.equal(outcome.kind, 'problem');
    assert.match(said(outcome), /only 4 of 50 questions .* longer text in English or Japanese\.$/);
  });
});

describe('lesson 9, ensemble', () => {
  const kind = (model: 'trigram' | 'lstm', perplexity: number) => ({
    ...{ model, parameters: 9000, tokens: 200_000, seconds: 1, perplexity, groups: [] },
  });
  const figures = (ensemble: number) => ({
    ...{ tokens: 9000, members: [8, 8.2, 8.4, 8.1, 8.3], ensemble },
    kinds: [kind('trigram', 6.57), kind('lstm', 10.3)],
  });

  it('finds the ensemble below its best member, and the lowest of all kinds', () => {
    assert.equal(
      said(checked('ensemble', figures(7.5), 2)),
      'Your prediction was right: Below the best of the five. The five networks have perplexities from 8.000 to 8.400, with the geometric mean 8.199; the ensemble has 7.500. Of 2 kinds of models with this budget, "Trigram" is lowest, with perplexity 6.57.',
    );
  });

  it('distinguishes an ensemble above its best member from one that gains nothing', () => {
    assert.match(
      said(checked('ensemble', figures(8.1), 2)),
      /The result: Below the mean of the five, but above/,
    );
    assert.match(said(checked('ensemble', figures(8.3), 2)), /The result: At the mean of the five, or above/);
  });

  it('refuses a text that is too short', () => {
    const outcome = checked('ensemble', { ...figures(7), tokens: 100 }, 2);
    assert.match(said(outcome), /only 100 letters .* at least 2000 letters\.$/);
  });
});
