import { createInterface } from 'node:readline';

/**
 * Repeatedly prints a prompt, reads a line from the standard input, and prints the answer to the line. Ends
 * at the line `EXIT` or at the end of the input.
 */
export async function askRepeatedly(
  prompt: string,
  answer: (words: readonly string[]) => void,
): Promise<void> {
  process.stdout.write(prompt);
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line === 'EXIT') return;
    answer(line.split(' '));
    process.stdout.write(prompt);
  }
}
