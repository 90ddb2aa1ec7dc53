import type { Configuration } from '../../../settings/settings';
import { aozora } from './aozora';
import { SAMPLE, type TextFilter } from './filter';
import { gutenberg } from './gutenberg';

export type FilterName = Exclude<Configuration['text.filter'], 'none'>;

/** The filters by their value of the setting `text.filter`. */
export const filters: Readonly<Record<FilterName, TextFilter>> = { aozora, gutenberg };

/** Returns the names of all filters. */
export const filterNames = Object.keys(filters) as FilterName[]; // the keys of the record above

/** Returns the filter of the collection from which a text probably comes, judging by its beginning. */
export function filterFor(beginning: string): FilterName | undefined {
  return filterNames.find(name => filters[name].recognises(beginning.slice(0, SAMPLE)));
}
