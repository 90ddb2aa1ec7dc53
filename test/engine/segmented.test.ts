import assert from 'node:assert/strict';
import fc from 'fast-check';
import { configure } from '../../src/engine/configuration/configure';
import { tokenizerOf, withLocale } from '../../src/engine/configuration/text';
import { guessLocale } from '../../src/engine/data/locale';
import { segmented } from '../../src/engine/data/segmented';
import { resumeSession } from '../../src/engine/train/resumeSession';
import { UserError } from '../../src/protocol/userError';
import { start, testServices } from './support/sessions';

interface Token {
  readonly symbol: string;
  readonly start: number;
  readonly end: number;
}

function scan(text: string, complete = true, locale = 'en'): Token[] {
  const tokens: Token[] = [];
  segmented(locale).scan(text, complete, (symbol, start, end) => tokens.push({ symbol, start, end }));
  return tokens;
}

const symbols = (text: string, complete = true, locale = 'en') =>
  scan(text, complete, locale).map(({ symbol }) => symbol);

const pieces = fc.oneof(
  { arbitrary: fc.string({ unit: 'binary' }), weight: 2 },
  {
    arbitrary: fc.constantFrom(
      ...[
        '坊っちゃん',
        '学校の二階から',
        '。',
        '！',
        'Mr. Smith',
        "don't",
        '3.14',
        ' ',
        '  ',
        '\u3000',
        '.',
        '? ',
      ],
      ...['\n', '\r\n', '\r', '\t', '\uFEFF', '𝄞', '👩‍👩‍👧', '🇯🇵', 'e\u0301', '</s>', 'สวัสดีครับ', '한국어'],
    ),
    weight: 5,
  },
);
const texts = fc.array(pieces, { maxLength: 40 }).map(parts => parts.join(''));
const longTexts = fc
  .tuple(fc.array(pieces, { minLength: 1, maxLength: 6 }), fc.integer({ min: 50, max: 400 }))
  .map(([parts, times]) => parts.join('').repeat(times));

function assertBackToBack(text: string): void {
  let at = 0;
  for (const { symbol, start, end } of scan(text)) {
    assert.equal(start, at);
    if (symbol === '</s>') assert.equal(end, start);
    else if (symbol === '\n') assert.match(text.slice(start, end), /^(\r\n?|\n)$/);
    else assert.equal(symbol, text.slice(start, end));
    at = end;
  }
  assert.equal(at, text.length);
}

describe('words and sentences of any language', () => {
  it('keep the space before a word, and end sentences', () => {
    assert.deepEqual(symbols('He left. "Why?"  I\'d ask\n'), [
      ...['He', ' left', '.', '</s>', ' "', 'Why', '?', '"', '</s>', ' ', " I'd", ' ask', '</s>', '\n'],
    ]);
  });

  it('are found in scripts without spaces', () => {
    assert.deepEqual(symbols('親譲りの無鉄砲で損をした。学校の二階から\n', true, 'ja'), [
      ...['親譲り', 'の', '無鉄砲', 'で', '損', 'を', 'した', '。', '</s>'],
      ...['学校', 'の', '二階', 'から', '</s>', '\n'],
    ]);
  });

  it('end a sentence only if its end is certain, not in a selection that ends inside the line', () => {
    assert.deepEqual(symbols('One. Two.', false), ['One', '.', '</s>', ' Two', '.']);
    assert.deepEqual(symbols('One. Two.'), ['One', '.', '</s>', ' Two', '.', '</s>']);
    assert.deepEqual(symbols(' \n\n'), [' ', '\n', '\n']);
  });

  it('reproduce any text from its tokens, except for the kind of newline', () => {
    const { join } = segmented('ja');
    const isReproduced = (text: string) => {
      assert.equal(join(symbols(text, true, 'ja')), text.replaceAll(/\r\n?/g, '\n'));
    };
    fc.assert(fc.property(texts, isReproduced));
    fc.assert(fc.property(longTexts, isReproduced), { numRuns: 30 });
  });

  it('have adjacent ranges; a newline has its own range, a sentence end an empty one', () => {
    fc.assert(fc.property(texts, assertBackToBack));
    fc.assert(fc.property(longTexts, assertBackToBack), { numRuns: 30 });
  });

  it('are the same wherever a long line is cut', () => {
    const sentence = 'The quick brown fox, jumping over the lazy dog, said nothing. ';
    const one = symbols(`${sentence}End\n`).slice(0, -3);
    const many = symbols(`${sentence.repeat(100)}End\n`).slice(0, -3);
    const [first, ...rest] = one;
    assert.deepEqual(many, [...one, ...Array.from({ length: 99 }, () => [` ${first}`, ...rest]).flat()]);
  });

  it('never split a surrogate pair, however long the word', () => {
    assert.deepEqual(new Set(symbols('𝄞'.repeat(3000), false)), new Set(['𝄞']));
    assert.ok(
      scan(`a${'\u{20BB7}'.repeat(3000)}`).every(
        ({ symbol }) => !/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(symbol),
      ),
    );
  });

  it('of a line of 100,000 characters are found at once', () => {
    assert.ok(scan('親譲りの無鉄砲で小供の時から損ばかりしている。'.repeat(4500)).length > 50_000);
  });
});

describe('the language of a text', () => {
  it('is guessed from its script, never from the machine', () => {
    const examples = [
      '吾輩は猫である。',
      '我是一只猫。',
      '나는 고양이다',
      'ฉันเป็นแมว',
      'Είμαι γάτα;',
      'I am a cat',
      'Я кошка',
      '',
    ];
    assert.deepEqual(examples.map(guessLocale), ['ja', 'zh', 'ko', 'th', 'el', 'en', 'en', 'en']);
  });

  it('needs more than 5% of the letters, in the first 10,000 characters', () => {
    const english = 'a'.repeat(9500);
    assert.equal(guessLocale(`${'あ'.repeat(501)}${english}`), 'ja');
    assert.equal(guessLocale(`${'あ'.repeat(500)}${english}${'あ'.repeat(500)}`), 'en');
  });

  it('is determined once, if words depend on it, and kept as it was chosen', () => {
    const text = { name: 'a.txt', bytes: Buffer.from('吾輩は猫である。') };
    const localeOf = (settings: Record<string, string>) =>
      withLocale(configure(settings), text)['text.locale'];
    assert.equal(localeOf({ 'text.unit': 'segmented' }), 'ja');
    assert.equal(localeOf({ 'text.unit': 'segmented', 'text.locale': 'en' }), 'en');
    assert.equal(localeOf({ 'text.unit': 'word' }), '');
  });

  it('is refused if it does not exist', () => {
    for (const locale of ['klingon', 'not a locale', '-']) {
      assert.throws(
        () => configure({ 'text.locale': locale }),
        (error: unknown) => error instanceof UserError && error.setting === 'text.locale',
      );
    }
    assert.ok(tokenizerOf(configure({ 'text.unit': 'segmented', 'text.locale': 'pt-BR' })).openVocabulary);
  });
});

describe('a run on segmented words', () => {
  const TEXT = '吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。\n'.repeat(6);

  it('keeps its language, and resumes with it', async () => {
    const services = testServices();
    const session = await start(services.ports, { 'text.unit': 'segmented' }, TEXT);
    const { id, settings, text } = await session.halt('stopped');
    assert.equal(settings['text.locale'], 'ja');
    const resumed = await resumeSession(services.ports, id);
    assert.equal(resumed.record.text.tokens, text.tokens);
  });

  it('does not resume if words would be split differently', async () => {
    const services = testServices();
    const session = await start(services.ports, { 'text.unit': 'segmented' }, TEXT);
    const record = await session.halt('stopped');
    await services.store.records.save({
      ...record,
      text: { ...record.text, tokens: record.text.tokens + 1 },
    });
    await assert.rejects(resumeSession(services.ports, record.id), /splits "a\.txt" into/);
  });
});
