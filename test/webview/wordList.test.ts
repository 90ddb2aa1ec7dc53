import assert from 'node:assert/strict';
import type { FoundWords, NearWord, WordSearch } from '../../src/protocol/vectors';
import { WordList } from '../../webview/vectors/wordList';

const V = 1000;

/** A vocabulary of numbered words. Answers requests when `deliver` is called, in order. */
class FakeWords {
  readonly asked: string[] = [];
  private waiting: (() => void)[] = [];
  readonly list: WordList;
  changes = 0;

  constructor() {
    this.list = new WordList(
      {
        find: (search, signal) =>
          this.answer(`find ${search.query} ${search.from}`, signal, () => foundBy(search)),
        near: (ids, signal) => this.answer(`near ${ids}`, signal, () => ids.map(id => nearTo(id))),
      },
      () => this.changes++,
      error => assert.fail(String(error)),
    );
  }

  async deliver(): Promise<void> {
    const due = this.waiting;
    this.waiting = [];
    for (const each of due) each();
    await new Promise(setImmediate);
  }

  async search(query: string): Promise<void> {
    const searching = this.list.search(query);
    await this.deliver();
    await searching;
  }

  private answer<T>(request: string, signal: AbortSignal, result: () => T): Promise<T> {
    this.asked.push(request);
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error(`cancelled: ${request}`)));
      this.waiting.push(() => resolve(result()));
    });
  }
}

const words = (query: string) =>
  Array.from({ length: V }, (_, id) => ({ id, word: `w${id}` })).filter(({ word }) => word.includes(query));

function foundBy({ query, from, count }: WordSearch): FoundWords {
  const all = words(query);
  return { total: all.length, words: all.slice(from, from + count) };
}

const nearTo = (id: number): NearWord[] => [{ id: id + 1, word: `w${id + 1}`, cosine: 0.5 }];

describe('the list of words in a page', () => {
  it('requests only the words and the nearest words that are shown, and each only once', async () => {
    const fake = new FakeWords();
    await fake.search('');
    fake.list.show(0, 3);
    await fake.deliver();
    assert.deepEqual(fake.asked, ['find  0', 'near 0,1,2']);
    assert.deepEqual(
      [fake.list.length, fake.list.word(2)?.word, fake.list.near(2)?.[0].word],
      [V, 'w2', 'w3'],
    );
    fake.list.show(2, 4);
    await fake.deliver();
    assert.equal(fake.asked.at(-1), 'near 3');
    fake.list.show(250, 252);
    assert.equal(fake.list.word(250), undefined);
    await fake.deliver();
    fake.list.show(250, 252);
    await fake.deliver();
    assert.deepEqual(fake.asked.slice(3), ['find  200', 'near 250,251']);
    assert.equal(fake.list.near(251)?.[0].word, 'w252');
    assert.equal(fake.changes, 5);
  });

  it('cancels the nearest words of rows that were scrolled away, without an error', async () => {
    const fake = new FakeWords();
    await fake.search('');
    fake.list.show(0, 2);
    fake.list.show(50, 51);
    await fake.deliver();
    assert.equal(fake.list.near(0), undefined);
    assert.equal(fake.list.near(50)?.[0].word, 'w51');
  });

  it('shows the words of the last search, whatever arrives late', async () => {
    const fake = new FakeWords();
    await fake.search('');
    fake.list.show(300, 301);
    const first = fake.list.search('1');
    const second = fake.list.search('99');
    await fake.deliver();
    await assert.rejects(first, /cancelled/);
    await second;
    assert.equal(fake.list.length, words('99').length);
    assert.equal(fake.list.word(0)?.word, 'w99');
    assert.equal(fake.list.word(300), undefined);
  });
});
