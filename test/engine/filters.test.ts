import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TextCollection } from '../../src/common/textCollections';
import { encodeText, readCorpus } from '../../src/engine/data/corpus';
import { filterNames, filters } from '../../src/engine/data/filters';
import { filtered, withFilter } from '../../src/engine/data/filters/filtered';
import { keptParts, textOfParts } from '../../src/engine/data/filters/keptParts';
import { Places } from '../../src/engine/data/filters/places';
import type { Tokenizer } from '../../src/engine/data/tokenizer';
import { tokenizerNamed, tokenizers } from '../../src/engine/data/tokenizers';
import { MemoryStorage } from './families/ngram/support/memoryStorage';
import { AOZORA, GUTENBERG } from './support/markedTexts';

const units = ['character', 'word', 'segmented'] as const;
const strip = (name: TextCollection, text: string) => textOfParts(text, keptParts(text, filters[name]));

interface Token {
  readonly symbol: string;
  readonly start: number;
  readonly end: number;
}

function tokensOf({ scan }: Pick<Tokenizer, 'scan'>, text: string, complete = true): Token[] {
  const tokens: Token[] = [];
  scan(text, complete, (symbol, start, end) => tokens.push({ symbol, start, end }));
  return tokens;
}

/**
 * Returns the tokens of a text that is cut into pieces of about `size` UTF-16 units, at places where the
 * tokenizer allows it.
 */
function tokensInPieces(tokenizer: Tokenizer, text: string, size: number): Token[] {
  const { before, after } = tokenizer.boundaries;
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const wanted = Math.min(at + size, text.length);
    const cut = before(text, wanted);
    const end = cut > at ? cut : after(text, wanted);
    for (const token of tokensOf(tokenizer, text.slice(at, end), end === text.length))
      tokens.push({ symbol: token.symbol, start: at + token.start, end: at + token.end });
    at = end;
  }
  return tokens;
}

const lines = [
  ...AOZORA.whole.split(/(?<=\n)/),
  ...GUTENBERG.flatMap(({ whole }) => whole.split(/(?<=\n)/)),
  '《',
  '》',
  '｜',
  '［＃',
  '］',
  '※［＃「𠮷」］',
  '漢字《かんじ》',
  '\n',
  '\r\n',
  '\r',
  'word ',
  '。',
  'x'.repeat(600),
];
const marked = fc
  .array(
    fc.oneof(fc.constantFrom(...lines), fc.constantFrom(AOZORA.whole, ...GUTENBERG.map(each => each.whole))),
    { maxLength: 12 },
  )
  .map(parts => parts.join(''));
const names = fc.constantFrom(...filterNames);

/** Generates lines that contain no signs of a header or footer. */
const bodies = fc
  .array(
    fc.constantFrom(
      ...AOZORA.body.split(/(?<=\n)/),
      ...lines.filter(line => !/-{9}|底本|gutenberg|\*/i.test(line)),
    ),
  )
  .map(parts => `${parts.join('')}\n`);
/**
 * Generates files as published: texts with or without header and footer, and several texts of one collection
 * in one file.
 */
const files = fc
  .constantFrom([AOZORA], GUTENBERG)
  .chain(collection =>
    fc.array(fc.tuple(fc.constantFrom(...collection), bodies, fc.nat(3)), { maxLength: 3 }),
  )
  .map(parts =>
    parts.map(([{ whole, body }, text, kind]) => {
      const inner = kind === 0 ? text.repeat(9) : text;
      // The index of the end of the body.
      const at = whole.indexOf(body.slice(-12)) + 12;
      return parts.length === 1 && kind === 3 ? inner : whole.slice(0, at) + inner + whole.slice(at);
    }),
  )
  .map(parts => parts.join(''));

/** Texts with the names of their filters, and the lines that separate several texts in one file. */
const openTexts = [
  ...GUTENBERG.map(each => [each, 'gutenberg', ''] as const),
  [AOZORA, 'aozora', '\n\n'] as const,
];
const withoutFooter = ({ whole, body }: { whole: string; body: string }) =>
  whole.slice(0, whole.lastIndexOf(body.slice(-12)) + 12);

describe('text filters', () => {
  it("keep only what the author wrote of Aozora Bunko's texts", () => {
    assert.equal(strip('aozora', AOZORA.whole), AOZORA.body);
    assert.equal(
      strip('aozora', AOZORA.whole.replaceAll('\n', '\r\n')),
      AOZORA.body.replaceAll('\n', '\r\n'),
    );
  });

  for (const { name, whole, body } of GUTENBERG) {
    it(`leave out header and licence of Project Gutenberg's texts ${name}`, () => {
      assert.equal(strip('gutenberg', whole), body);
      assert.equal(strip('gutenberg', whole.replaceAll('\n', '\r\n')), body.replaceAll('\n', '\r\n'));
    });
  }

  it('leave out every header and footer of several texts in one file', () => {
    const wholes = GUTENBERG.map(({ whole }) => whole).join('');
    assert.equal(strip('gutenberg', wholes), GUTENBERG.map(({ body }) => body).join(''));
    assert.equal(strip('aozora', AOZORA.whole.repeat(3)), AOZORA.body.repeat(3));
  });

  it('leave out a header of up to 32,768 units, and take no later mark for the end of a header', () => {
    const [{ whole, body }] = GUTENBERG;
    const mark = whole.indexOf('*** START');
    const longer = (end: number) => `${whole.slice(0, mark)}${'x'.repeat(end - mark)}\n${whole.slice(mark)}`;
    assert.equal(strip('gutenberg', longer(32_500)), body);
    const tooLong = longer(33_000);
    assert.equal(strip('gutenberg', tooLong), tooLong.slice(0, tooLong.indexOf('*** START')) + body);
  });

  it('leave out the header of a further text without a footer before it', () => {
    for (const [{ whole, body }, name, gap] of openTexts) {
      const open = `${withoutFooter({ whole, body })}${gap}`;
      assert.equal(strip(name, open.repeat(3)), `${body}${gap}`.repeat(3));
      const own = 'a line of a text\n'.repeat(5000);
      assert.equal(strip(name, `${own}${gap}${open}${whole}`), `${own}${gap}${body}${gap}${body}`);
    }
  });

  it('keep the text before an opening mark without a title', () => {
    const mark = '*** START OF THE PROJECT GUTENBERG EBOOK PRIDE AND PREJUDICE ***\n';
    const own = `${'a line of a text\n'.repeat(100)}`;
    assert.equal(strip('gutenberg', `${own}${mark}${own}`), own + own);
  });

  it('cut a text outside of its headers, even before the end of a header was read', () => {
    for (const [each, name, gap] of openTexts) {
      const own = `${'a line of a text\n'.repeat(100)}${gap}`;
      const text = `${own}${withoutFooter(each)}${'a line\n'.repeat(9)}`;
      const { boundaries } = filtered(tokenizers.character(), name);
      const expected = strip(name, text);
      for (let read = own.length; read <= text.length; read += 7) {
        const cut = boundaries.before(text.slice(0, read), read);
        assert.ok(cut > own.length / 2);
        assert.equal(strip(name, text.slice(0, cut)) + strip(name, text.slice(cut)), expected);
        assert.equal(boundaries.before(text, read), cut);
      }
    }
  });

  it('do not change a text without markup', () => {
    for (const name of filterNames)
      for (const text of [
        '',
        'plain\n',
        AOZORA.body,
        GUTENBERG[0].body,
        '---------------\n\n---------------\nx',
      ])
        assert.equal(strip(name, text), text);
  });

  it('keep parts in order; joined, they are the filtered text', () => {
    fc.assert(
      fc.property(names, marked, (name, text) => {
        let [last, joined] = [-1, ''];
        for (const { start, end } of keptParts(text, filters[name])) {
          assert.ok(last < start && start < end && end <= text.length);
          last = end;
          joined += text.slice(start, end);
        }
        assert.equal(joined, strip(name, text));
        const leftOut = filtered(tokenizers.word(), name).filter?.leftOut(text) ?? [];
        assert.equal([...leftOut].filter(unit => unit === 0).length, joined.length);
      }),
    );
  });
});

describe('a tokenizer with a filter', () => {
  for (const unit of units) {
    it(`finds the tokens of the filtered text, with their positions in the original: ${unit}`, () => {
      fc.assert(
        fc.property(names, marked, fc.boolean(), (name, text, complete) => {
          const plain = tokenizers[unit]('ja');
          const [found, kept] = [tokensOf(filtered(plain, name), text, complete), strip(name, text)];
          const expected = tokensOf(plain, kept, complete);
          assert.deepEqual(
            found.map(({ symbol }) => symbol),
            expected.map(({ symbol }) => symbol),
          );
          const isKept =
            filtered(plain, name)
              .filter?.leftOut(text)
              .map(unit => 1 - unit) ?? new Uint8Array();
          for (const [i, { start, end }] of found.entries()) {
            const inside = text
              .slice(start, end)
              .split('')
              .filter((_, k) => isKept[start + k] === 1)
              .join('');
            assert.equal(inside, kept.slice(expected[i].start, expected[i].end));
            assert.ok(start === end || (isKept[start] === 1 && isKept[end - 1] === 1));
            assert.ok(i === 0 || start >= found[i - 1].end);
          }
        }),
      );
    });

    it(`finds the same tokens in pieces: ${unit}`, () => {
      fc.assert(
        fc.property(names, files, fc.integer({ min: 1, max: 3000 }), (name, text, size) => {
          const tokenizer = filtered(tokenizers[unit]('ja'), name);
          assert.deepEqual(tokensInPieces(tokenizer, text, size), tokensOf(tokenizer, text));
        }),
      );
    });

    it(`reads the same for training as from the stripped text: ${unit}`, () => {
      for (const [name, { whole, body }] of [
        ['aozora', AOZORA],
        ['gutenberg', GUTENBERG[0]],
        ['gutenberg', GUTENBERG[2]],
      ] as const) {
        const plain = tokenizers[unit]('ja');
        const tokenizer = filtered(plain, name);
        const source = (text: string) => ({ name: 'a.txt', bytes: Buffer.from(text.repeat(40)) });
        const expected = readCorpus(source(body), plain, 1);
        for (const storage of [undefined, new MemoryStorage()]) {
          const { ids, vocabulary } = readCorpus({ ...source(whole), storage }, tokenizer, 1);
          assert.deepEqual(vocabulary.symbols, expected.vocabulary.symbols);
          assert.deepEqual([...ids.subarray(0, ids.length)], [...expected.ids.subarray(0, ids.length)]);
        }
        const encoded = encodeText(source(whole), tokenizer, expected.vocabulary);
        assert.deepEqual(encoded, encodeText(source(body), plain, expected.vocabulary));
      }
    });
  }

  it('cuts a text regardless of what follows the cut', () => {
    fc.assert(
      fc.property(names, files, fc.nat(), (name, text, at) => {
        const { boundaries } = filtered(tokenizers.character(), name);
        const offset = text === '' ? 0 : at % (text.length + 1);
        const cut = boundaries.before(text, offset);
        assert.ok(cut <= offset);
        assert.equal(boundaries.before(text.slice(0, offset), offset), cut);
      }),
    );
  });

  it('finds the position of a stray mark in the original text', () => {
    const tokenizer = filtered(tokenizers.word(), 'aozora');
    assert.equal(tokenizer.strayMark?.('漢《かん》 </s> 字'), 6);
    assert.equal(tokenizer.strayMark?.('漢《</s>》 字'), -1);
  });

  it('continues after the markup, header or footer that surrounds a position', () => {
    const { whole } = AOZORA;
    const placeAfter = (mark: string, shift = 0) =>
      filtered(tokenizers.word(), 'aozora').filter?.after(whole, whole.lastIndexOf(mark) + shift) ?? -1;
    const place = (mark: string) => whole.lastIndexOf(mark);
    assert.equal(placeAfter('吾輩《わ', 3), place('は猫である。'));
    assert.equal(placeAfter('名前は'), place('名前は'));
    assert.equal(placeAfter('夏目漱石\n'), place('-\n') + 2);
    assert.equal(placeAfter('入力：'), whole.length);
  });

  it('maps the positions of a text of which it keeps nothing', () => {
    const places = new Places([]);
    assert.deepEqual([places.start(0), places.end(0)], [0, 0]);
  });

  it('is found by its id', () => {
    for (const id of [
      'word filter aozora',
      'segmented ja filter gutenberg',
      'character keep filter aozora',
    ]) {
      const tokenizer = tokenizerNamed(id);
      assert.equal(tokenizer?.id, id);
      assert.equal(tokenizer && withFilter(tokenizer, 'none').id, id.replace(/ filter .*/, ''));
    }
    assert.equal(tokenizerNamed('word filter other'), undefined);
    assert.equal(tokenizerNamed('other filter aozora'), undefined);
  });
});
