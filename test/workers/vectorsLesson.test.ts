import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { QuestionFiles, VectorsFigures } from '../../src/protocol/course';
import { measureLesson } from '../../src/workers/maker/measureLesson';

const sample = (name: string) => readFileSync(`media/samples/${name}.txt`, 'utf8');
const questions: QuestionFiles = { en: sample('questions-english'), ja: sample('questions-japanese') };
/** The settings of the lesson. */
const settings = {
  ...{ 'vectors.method': 'cbow', 'vectors.size': 50, 'vectors.minimumCount': 2 },
  'vectors.letterCase': 'lower',
};

const measured = (text: string, files = questions): Promise<VectorsFigures> =>
  measureLesson(() => Promise.reject(new Error('no kernels are needed')), {
    ...{ lesson: 'vectors', settings, questions: files },
    text: { name: 'a', uri: 'file:///a', bytes: new TextEncoder().encode(text) },
  });

describe('word vectors beside those of a network, of the course', () => {
  it('has files of questions with four different words each, and each question once', () => {
    for (const file of Object.values(questions)) {
      const lines = file
        .trim()
        .split('\n')
        .filter(line => !line.startsWith(':'));
      assert.equal(new Set(lines).size, lines.length);
      for (const line of lines) assert.equal(new Set(line.split(' ')).size, 4, line);
      assert.deepEqual(file.match(/^:.*$/gm), [': analogies', ': odd words']);
    }
  });

  for (const [name, characters] of [
    ['english', 60_000],
    ['japanese', 30_000],
    ['dialogue', 30_000],
  ] as const)
    it(`of ${name}: both find odd words better than guessing, on the questions that the text covers`, async () => {
      const { oddWords, analogies, neighbours, read, tokens } = await measured(
        sample(name).slice(0, characters),
      );
      assert.ok(read > 2000 && read < tokens);
      assert.ok(oddWords.asked >= 10 && oddWords.asked < oddWords.questions, JSON.stringify(oddWords));
      assert.ok(analogies.asked > 0 && analogies.asked < analogies.questions, JSON.stringify(analogies));
      for (const each of [oddWords.word2vec, oddWords.network])
        assert.ok(each > 0.4 * oddWords.asked && each <= oddWords.asked, JSON.stringify(oddWords));
      for (const { word, word2vec, network } of neighbours)
        assert.ok(word2vec.length === 4 && network.length === 4 && !network.includes(word), word);
    });

  it('reads only the beginning of a long text, and says how much', async () => {
    const long = 'one two three four\n'.repeat(60_000);
    const { read, tokens } = await measured(long);
    assert.ok(read < 200_000 && tokens > 240_000, `${read} ${tokens}`);
  });
});
