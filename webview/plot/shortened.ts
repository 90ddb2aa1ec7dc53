/** As much of a text as there is room for, in pixels, with a sign where something is left out. */
export function shortened(text: string, room: number, measure: (text: string) => number): string {
  if (measure(text) <= room) return text;
  const symbols = [...text];
  while (symbols.length > 1 && measure(`${symbols.join('')}…`) > room) symbols.pop();
  return `${symbols.join('')}…`;
}
