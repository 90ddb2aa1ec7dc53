import assert from 'node:assert/strict';
import { Cursor } from '../../../../src/engine/families/rnnlm/format/cursor';
import { fill } from '../../../../src/protocol/message';
import { UserError } from '../../../../src/protocol/userError';

describe('the reader of an rnnlm model file', () => {
  const found = 'x'.repeat(40);

  it('shows the first 40 characters of a line that it does not expect', () => {
    const cursor = new Cursor(Buffer.from(`${found}yz\n`));
    for (const shown of [
      () => cursor.heading('version: 10'),
      () => {
        throw cursor.wrong(`${found}yz`, 'n');
      },
    ]) {
      assert.throws(shown, (error: unknown) => {
        assert.ok(error instanceof UserError);
        const message = fill(error.template, error.args);
        return message.includes(`"${found}"`) || assert.fail(message);
      });
    }
  });

  it('reads numbers with exponents or many digits up to the next white space', () => {
    for (const space of [' ', '\t', '\n', '\r\n']) {
      const cursor = new Cursor(Buffer.from(['1e-3', '0.12345678901234567890123', '2.5', ''].join(space)));
      assert.deepEqual([cursor.number(), cursor.number(), cursor.number()], [1e-3, 0.12345678901234568, 2.5]);
    }
    assert.throws(() => new Cursor(Buffer.from('1e999\n')).number(), UserError);
  });

  it('reads numbers with at most one point, also without digits before it', () => {
    const cursor = new Cursor(Buffer.from('.5 -1.25 1.2.3\n'));
    assert.deepEqual([cursor.number(), cursor.number()], [0.5, -1.25]);
    assert.throws(() => cursor.number(), UserError);
  });
});
