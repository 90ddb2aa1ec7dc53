import type { PageTexts } from '../texts';

const NORM = 'norm.';
/** Matches parameter names of the second and higher layers, which end with the layer's index from 0. */
const layered = /_l(\d+)$/;
const outputs = ['Why', 'by', 'Wc', 'bc', 'Ww', 'bw', 'Wn', 'bn', 'Whg', 'Wd'];

/** A curve of gradient norms: one parameter, or several combined. */
export interface NormPart {
  readonly label: string;
  /** The columns with the norm of each of its parameters, or the column with the norm of all parameters. */
  readonly columns: readonly string[];
  /** The index of its colour. */
  readonly color: number;
}

/** A choice of gradient norms that are drawn together. */
export interface NormGroup {
  readonly key: string;
  readonly label: string;
  readonly parts: readonly NormPart[];
}

/**
 * Returns the choices for a network with these columns. The parameters of a single layer fit into one plot.
 * For stacked layers, the first choice is one norm per layer, and further choices show the parameters of a
 * layer.
 */
export function normGroups(names: readonly string[], { t }: PageTexts): NormGroup[] {
  const columns = names.filter(name => name.startsWith(NORM));
  const all: NormPart = { columns: ['norm'], label: t('all'), color: 0 };
  const each = (of: readonly string[]) => [
    all,
    ...of.map((column, i) => ({ columns: [column], label: column.slice(NORM.length), color: i + 1 })),
  ];
  if (!columns.some(name => layered.test(name)))
    return [{ key: 'all', label: t('all'), parts: each(columns) }];
  const places = [...new Set(columns.map(placeOf))]
    .sort() // layers first, so that their colours match the gradient flow
    .map(place => ({ place, of: columns.filter(name => placeOf(name) === place) }));
  const labelOf = (place: string) =>
    place === 'embedding' ? t('Embedding') : place === 'output' ? t('Output') : t('Layer {0}', place);
  const joint = places.map(({ place, of }, i) => ({ columns: of, label: labelOf(place), color: i + 1 }));
  return [
    { key: 'layers', label: t('Layers'), parts: [all, ...joint] },
    ...places
      .filter(({ of }) => of.length > 1)
      .map(({ place, of }) => ({ key: place, label: labelOf(place), parts: each(of) })),
  ];
}

/**
 * Returns the choices for several runs, one norm per run: of all parameters, or of a part that some run has.
 */
export function comparedNorms(names: readonly (readonly string[])[], texts: PageTexts): NormGroup[] {
  const found = new Map<string, NormGroup>();
  for (const { parts } of names.flatMap(of => normGroups(of, texts)))
    for (const part of parts) {
      const key = part.columns.join(' ');
      if (!found.has(key)) found.set(key, { key, label: part.label, parts: [part] });
    }
  return [...found.values()];
}

/** Returns `embedding`, `output`, or the layer's number, starting at 1 for the bottom layer. */
function placeOf(column: string): string {
  const name = column.slice(NORM.length);
  if (name === 'embedding') return name;
  if (outputs.includes(name)) return 'output';
  return String(1 + Number(layered.exec(name)?.[1] ?? 0));
}
