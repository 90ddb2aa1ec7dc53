import type { TextCollection } from '../../../common/textCollections';
import { aozora } from './aozora';
import type { TextFilter } from './filter';
import { gutenberg } from './gutenberg';

/** The filters, by their name in the setting `text.filter`. */
export const filters: Readonly<Record<TextCollection, TextFilter>> = { aozora, gutenberg };

/** The names of all filters. */
export const filterNames = Object.keys(filters) as TextCollection[]; // the keys of the record above
