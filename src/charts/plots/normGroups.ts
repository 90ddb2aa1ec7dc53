import type { PageTexts } from '../texts';

const NORM = 'norm.';
/**
 * Matches the parameter names of all layers but the first, which end with the layer's index, counted from 0.
 */
const layered = /_l(\d+)$/;
const outputs = ['Why', 'by', 'Wc', 'bc', 'Ww', 'bw', 'Wn', 'bn', 'Whg', 'Wd'];

/** A curve of gradient norms: the norm of one parameter, or of several parameters together. */
export interface NormPart {
  readonly label: string;
  /**
   * The columns with the norms of the curve's parameters, or the single column with the norm of all
   * parameters.
   */
  readonly columns: readonly string[];
  /** The index of the curve's colour. */
  readonly color: number;
}

/** Curves of gradient norms that the user can choose to draw together. */
export interface NormGroup {
  readonly key: string;
  readonly label: string;
  readonly parts: readonly NormPart[];
}

/**
 * Returns the groups of gradient norms that can be plotted for a network whose metrics have these columns.
 * With a single layer, one group contains all parameters. With stacked layers, the first group has one curve
 * per layer, and each further group has the parameters of one layer.
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
    // In alphabetical order, layer numbers precede `embedding` and `output`, so each layer has the same
    // colour as in the plot of the gradient flow.
    .sort()
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
 * Returns the groups of gradient norms that can be plotted for several runs. Each group is a single norm,
 * drawn for every run: the norm of all parameters, or of a part of the network that at least one run has.
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

/**
 * Returns the part of the network that a column's parameter belongs to: `embedding`, `output`, or the layer's
 * number, starting at 1 for the bottom layer.
 */
function placeOf(column: string): string {
  const name = column.slice(NORM.length);
  if (name === 'embedding') return name;
  if (outputs.includes(name)) return 'output';
  return String(1 + Number(layered.exec(name)?.[1] ?? 0));
}
