import assert from 'node:assert/strict';
import { general } from '../../../src/engine/scoring/srilm';

it('prints numbers as C++ does', () => {
  const printed = [
    0,
    1,
    -1.31106123,
    0.0001234567,
    0.00001234567,
    1234567,
    Number.NEGATIVE_INFINITY,
    Number.NaN,
  ];
  assert.deepEqual(printed.map(general), [
    '0',
    '1',
    '-1.31106',
    '0.000123457',
    '1.23457e-05',
    '1.23457e+06',
    '-inf',
    'undefined',
  ]);
});
