import type { PageTexts } from '../../src/charts/texts';
import { visible } from '../../src/common/visibleToken';
import type { ReadCharacter } from '../../src/protocol/attractors';
import { element } from '../dom';

/** Shown for characters that cannot be read. */
const UNREADABLE = '▒';

/** Returns a state as text: characters with differing bits are underlined, and those that cannot be read are `▒`. */
export function stateText(characters: readonly ReadCharacter[], { t }: PageTexts): Node[] {
  return characters.map(({ character, bits, isReadable }) => {
    if (bits === 0) return document.createTextNode(shown(character));
    const box = element(
      'span',
      isReadable ? 'near' : 'unreadable',
      isReadable ? shown(character) : UNREADABLE,
    );
    box.title = isReadable
      ? t('Bits that differ from the code of “{0}”: {1} of 16', visible(character), bits)
      : t(
          'Not readable. The nearest code is that of “{0}”, with {1} of 16 bits that differ.',
          visible(character),
          bits,
        );
    return box;
  });
}

/** Control characters would not be visible. Blanks stay, because their places are. */
const shown = (character: string) => (character === ' ' ? ' ' : visible(character));
