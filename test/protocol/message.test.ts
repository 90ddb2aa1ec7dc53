import assert from 'node:assert/strict';
import { fill, nameInVsCode } from '../../src/protocol/message';

describe('a message', () => {
  const template = '"{0}" is too short. Lower {1} ({2}).';
  const args = ['{1}.txt', { setting: 'training.batch' }, 4];

  it('names settings as the program that shows them does', () => {
    assert.equal(fill(template, args), '"{1}.txt" is too short. Lower training.batch (4).');
    assert.equal(
      fill(template, args, nameInVsCode),
      '"{1}.txt" is too short. Lower elman.training.batch (4).',
    );
  });

  it('keeps a placeholder without an argument, and arguments that look like one', () => {
    assert.equal(fill('{0} {1}', ['{1}']), '{1} {1}');
    assert.equal(
      fill('{0}', ['elman.model.hidden'], () => 'no'),
      'elman.model.hidden',
    );
  });
});
