import type { NumberFormat } from '../../src/charts/format';
import type { PageTexts } from '../../src/charts/texts';
import { visible } from '../../src/common/visibleToken';
import type { ListedWord, NearWord, WordPlace, WordPlaces } from '../../src/protocol/vectors';
import { element } from '../dom';
import { nearList } from './nearList';
import { placesList } from './placesList';

/** Number of nearest words, and of places in the text. */
export const [NEAR, PLACES] = [10, 50];

export interface ChosenWordPorts {
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
  readonly near: (id: number) => Promise<readonly NearWord[]>;
  /** Returns the words nearest to a word without a vector. Undefined if there are none. */
  readonly unseen: (word: string) => Promise<readonly NearWord[] | undefined>;
  readonly places: (word: string) => Promise<WordPlaces | undefined>;
  readonly reveal: (place: WordPlace) => void;
  /** Called with the ids of the chosen word and of its nearest words. */
  readonly marked: (ids: readonly number[]) => void;
  readonly fail: (error: unknown) => void;
}

/** Returns a section with the chosen word: its nearest words, and its places in the training text. */
export function chosenWord({ texts, numbers, fail, ...ports }: ChosenWordPorts) {
  const { t } = texts;
  const near = element('div');
  const places = element('div');
  const box = element('section', 'word', near, places);
  let last = 0; // number of the last choice, so that late answers to earlier ones are ignored

  const fill = (heading: string, words: readonly NearWord[]) =>
    near.replaceChildren(
      element('h2', '', heading),
      nearList(words, numbers, word => choose(word)),
    );
  const show = async ({ id, word }: Pick<ListedWord, 'id' | 'word'>) => {
    const mine = ++last;
    ports.marked([id]);
    const found = await ports.near(id);
    if (mine !== last) return;
    fill(t('Nearest to {0}', visible(word)), found);
    ports.marked([id, ...found.map(each => each.id)]);
    places.replaceChildren();
    const all = await ports.places(word);
    if (mine === last && all) places.replaceChildren(placesList(all, texts, numbers, ports.reveal));
  };
  const choose = (word: Pick<ListedWord, 'id' | 'word'>) => void show(word).catch(fail);
  return {
    box,
    choose,
    /** Shows the words nearest to a word that has no vector of its own, if the parts of words have vectors. */
    async lookUp(word: string) {
      const mine = ++last;
      const found = await ports.unseen(word);
      if (mine !== last || !found) return;
      fill(t('Nearest to {0}, by the vectors of its parts', visible(word)), found);
      places.replaceChildren();
      ports.marked(found.map(({ id }) => id));
    },
  };
}
