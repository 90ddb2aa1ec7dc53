import assert from 'node:assert/strict';
import fc from 'fast-check';
import { columnsOf } from '../../src/common/wideLetters';
import { aligned, NARROW } from '../../src/extension/format/table';

const left = (count: number) => new Array<'left'>(count).fill('left');

describe('a table in a report', () => {
  it('is divided where it is wider than a narrow editor, and keeps its first column', () => {
    const rows = [
      ['', 'log10 probability', 'Perplexity', 'Bits per character', 'Text'],
      ['1', '-12.30', '4.56', '1.234', 'the fox'],
    ];
    assert.equal(
      aligned(rows, ['right', 'right', 'right', 'right', 'left']),
      [
        '   log10 probability  Perplexity',
        '1             -12.30        4.56',
        '',
        '   Bits per character  Text',
        '1               1.234  the fox',
      ].join('\n'),
    );
  });

  it('stays whole where it is narrow', () => {
    assert.equal(aligned([['猫', 'b'.repeat(NARROW - 4)]], left(2)).split('\n').length, 1);
  });

  it('keeps names in the last column beside their figures, however long they are', () => {
    const name = 'english.txt · 8-gram + elman tanh 50 · english.txt';
    assert.equal(aligned([['1', '3.289', '9.78', name]], left(4)), `1  3.289  9.78  ${name}`);
  });

  it('is otherwise wider only where two columns are', () => {
    const cell = fc.stringMatching(/^[a猫]{0,30}$/);
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 1 }), rows => {
        const widths = [0, 1, 2, 3].map(column => Math.max(...rows.map(row => columnsOf(row[column]))));
        const most = Math.max(NARROW, ...widths.slice(1).map(width => widths[0] + 2 + width));
        const table = aligned(rows, [...left(3), 'right']);
        for (const line of table.split('\n')) assert.ok(columnsOf(line) <= most, line);
      }),
    );
  });
});
