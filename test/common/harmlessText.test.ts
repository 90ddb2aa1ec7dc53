import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { entities, inert, inMarkdown, oneLine } from '../../src/common/harmlessText';

describe('a name with markup or control characters', () => {
  const apart = '\u2060';

  it('is shown in one line, in its own direction', () => {
    assert.equal(oneLine('a\nb\r\n\tc\u2028d\u0085e\u001b[31mf\0'), 'a b c d e [31mf ');
    assert.equal(oneLine('\u202egnp.exe\u202c'), 'gnp.exe');
  });

  it('creates no icon and no link in a notification or a list', () => {
    assert.equal(inert('$(trash) [ok](command:x)'), `$${apart}(trash) [ok]${apart}(command:x)`);
  });

  it('creates no link, entity or tag in Markdown', () => {
    assert.equal(inMarkdown('https://a.b'), `https:${apart}//a.b`);
    assert.equal(inMarkdown('www.a.b'), `www${apart}.a.b`);
    assert.equal(inMarkdown('a@b.c'), `a@${apart}b.c`);
    assert.equal(inMarkdown('<mailto:x> &lt; &#60;'), `<${apart}mailto:x> &${apart}lt; &${apart}#60;`);
  });

  it('consists of letters, digits and entities in Markdown with tables, HTML and links', () => {
    assert.equal(entities('a|b <i>'), 'a&#124;b&#32;&#60;i&#62;');
    assert.equal(entities('猫5\n𝒳'), '猫5&#32;𝒳');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => /^(?:[\p{L}\p{N}]|&#\d+;)*$/u.test(entities(text))),
    );
  });

  it('is shown in notifications only through notify.ts', () => {
    const names = readdirSync('src/extension', { recursive: true, encoding: 'utf8' });
    const direct = names
      .filter(name => name.endsWith('.ts') && name !== 'notify.ts')
      .filter(name =>
        /\bshow(Information|Warning|Error)Message\b/.test(readFileSync(`src/extension/${name}`, 'utf8')),
      );
    assert.deepEqual(direct, []);
  });

  it('is otherwise unchanged', () => {
    for (const name of ['hamlet.txt', 'tanh · 100 (2)', '猫と犬', 'a < b & c', '<unk>', 'R&D', '$5', '@home'])
      assert.deepEqual([oneLine(name), inert(name), inMarkdown(name)], [name, name, name]);
  });
});
