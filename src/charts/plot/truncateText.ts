/** Shortens a text to a width in pixels, with "…" if something is omitted. */
export function truncateText(text: string, room: number, measure: (text: string) => number): string {
  if (measure(text) <= room) return text;
  const symbols = [...text];
  while (symbols.length > 1 && measure(`${symbols.join('')}…`) > room) symbols.pop();
  return `${symbols.join('')}…`;
}
