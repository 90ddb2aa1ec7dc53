import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { EncodingError } from '../../src/common/encoding/encodingError';
import { findDamage } from '../../src/common/encoding/findDamage';
import { guessEncoding } from '../../src/common/encoding/guessEncoding';
import { decodeLines } from '../../src/engine/data/decode';

const fixture = (name: string) => readFileSync(`test/fixtures/cases/${name}`);
const faultOf = (name: string, bytes: Uint8Array): EncodingError => {
  try {
    for (const _ of decodeLines(bytes, name));
  } catch (error) {
    assert.ok(error instanceof EncodingError);
    return error;
  }
  throw new Error(`${name} was read`);
};

/** A sentence of hiragana in EUC-JP. */
const eucjp = Uint8Array.from([0xa4, 0xab, 0xa4, 0xbc, 0xa4, 0xac, 0xa4, 0xe4, 0xa4, 0xe0, 0xa1, 0xa3, 0x0a]);
const jis = Buffer.from('Date: today\n\x1b$B$+$<$,$d$`!#\x1b(B\n', 'latin1');
const koi8r = Uint8Array.from([0xd0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4, 0x2c, 0x20, 0xcd, 0xc9, 0xd2, 0x0a]);
const windows1251 = Uint8Array.from([0xef, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x2c, 0x20, 0xec, 0xe8, 0xf0, 0x0a]);

describe('texts in other encodings', () => {
  it('are refused, with the place of the first wrong byte and the encoding they seem to have', () => {
    const { message, guess } = faultOf('ja-shiftjis.txt', fixture('ja-shiftjis.txt'));
    assert.equal(guess?.label, 'shift_jis');
    assert.match(
      message,
      /not valid UTF-8: byte 1 of line 1 is 0x92 \(offset 0 in the file\)\. It looks like Shift_JIS/,
    );
    const french = faultOf('fr-latin1.txt', fixture('fr-latin1.txt'));
    assert.equal(french.guess?.label, 'windows-1252');
    assert.match(french.message, /byte 7 of line 1 is 0xE9 \(offset 6/);
  });

  for (const [label, bytes] of [
    ['euc-jp', eucjp],
    ['iso-2022-jp', jis],
    ['koi8-r', koi8r],
    ['windows-1251', windows1251],
    ['utf-16le', Buffer.from('a plain text\nof two lines\n', 'utf16le')],
    ['utf-16be', Buffer.from('朝の港に 小さな船が着いた。\n', 'utf16le').swap16()],
  ] as const) {
    it(`are detected as ${label}`, () => {
      assert.equal(guessEncoding(bytes)?.label, label);
      assert.equal(faultOf('a.txt', bytes).guess?.label, label);
    });
  }

  it('with escapes of ISO-2022-JP are refused at the escape, even between two pieces', () => {
    const { message } = faultOf('mail.txt', jis);
    assert.match(message, /line 2 switches to Japanese letters at its byte 1 \(offset 12 in the file\)/);
    const long = Buffer.concat([Buffer.alloc((1 << 20) - 1, 'a'), jis.subarray(12)]);
    assert.match(faultOf('long.txt', long).message, /offset 1048575 /);
  });

  it('with one damaged byte are refused with its line, without a guess at their encoding', () => {
    const { message, guess } = faultOf('en-one-bad-byte.txt', fixture('en-one-bad-byte.txt'));
    assert.equal(guess, undefined);
    assert.match(message, /byte 1 of line 31 is 0x92 \(offset 1080 in the file\)/);
    const japanese = Buffer.from('坊っちゃん\n'.repeat(100_000));
    // This byte is in the second piece of the text.
    japanese[1_500_003] = 0xff;
    const damaged = faultOf('ja.txt', japanese);
    assert.equal(damaged.guess, undefined);
    assert.match(damaged.message, /byte 4 of line 93751 is 0xFF \(offset 1500003 /);
  });

  it('with a NUL are refused, and the message names the NUL', () => {
    const { message } = faultOf('en-with-nul.txt', fixture('en-with-nul.txt'));
    assert.match(message, /not a text: byte 1 of line 31 is NUL \(0x00; offset 1080 in the file\)/);
  });

  it('that end inside a character are refused at their end', () => {
    const bytes = Buffer.from('ab\n漢').subarray(0, 5);
    assert.match(faultOf('cut.txt', bytes).message, /line 2 /);
  });

  it('are refused at the same byte, however the text is cut into pieces', () => {
    const bytes = fixture('en-one-bad-byte.txt');
    for (const size of [1, 7, 1000, 1080, 1081]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size),
      );
      const { offset, line, column } = findDamage(pieces, 'utf-8') ?? {};
      assert.deepEqual([offset, line, column], [1080, 31, 1]);
    }
  });
});
