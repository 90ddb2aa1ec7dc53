import type { PageTexts } from '../texts';

const NORM = 'norm.';
/** The engine's names: the layers' from the second on end with their number, counted from 0. */
const layered = /_l(\d+)$/;
const outputs = ['Why', 'by', 'Wc', 'bc', 'Ww', 'bw', 'Wn', 'bn', 'Whg', 'Wd'];

/** Parameters whose gradients are measured together. */
export interface NormPart {
  readonly label: string;
  /** The columns with the norms of each of them; or the one with the norm of all. */
  readonly columns: readonly string[];
  /** Its place among the colours. */
  readonly color: number;
}

/** Some of the parameters whose gradient norms can be drawn together. */
export interface NormGroup {
  readonly key: string;
  readonly label: string;
  readonly parts: readonly NormPart[];
}

/**
 * What to choose from for a network with these columns. One layer's parameters fit one plot; of a stack first the
 * norm of each layer's gradients is drawn, and its parameters for whoever asks.
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
    .sort() // layers first: they have the colours of the gradient flow
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

/** Of several runs one norm each is drawn: of all parameters, or of one part that some run has. */
export function comparedNorms(names: readonly (readonly string[])[], texts: PageTexts): NormGroup[] {
  const found = new Map<string, NormGroup>();
  for (const { parts } of names.flatMap(of => normGroups(of, texts)))
    for (const part of parts) {
      const key = part.columns.join(' ');
      if (!found.has(key)) found.set(key, { key, label: part.label, parts: [part] });
    }
  return [...found.values()];
}

/** `embedding`, `output`, or the layer's number from 1 at the bottom. */
function placeOf(column: string): string {
  const name = column.slice(NORM.length);
  if (name === 'embedding') return name;
  if (outputs.includes(name)) return 'output';
  return String(1 + Number(layered.exec(name)?.[1] ?? 0));
}
