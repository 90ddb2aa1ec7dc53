import { yieldToMessages } from '../workers/ports';
import { whenOutputIsLost } from './output';
import { endSignals } from './signals';

/**
 * Runs the steps of a training to the end, or until a signal arrives or the output is lost. Calls `each` after every step.
 * If the training cannot be stored, a signal ends the program at once. Returns undefined at the end, and an exit code if a
 * signal or a lost output ended the training.
 */
export async function untilSignal<Step>(
  steps: Iterable<Step>,
  each: (step: Step) => void,
  isStorable: boolean,
): Promise<number | undefined> {
  let code: number | undefined;
  const stop = (exitCode: number) => {
    code ??= exitCode;
  };
  const stopBy = (_: NodeJS.Signals, signal: number) => stop(128 + signal);
  const signals = isStorable ? endSignals : [];
  for (const signal of signals) process.on(signal, stopBy);
  if (isStorable) whenOutputIsLost(stop);
  try {
    for (const step of steps) {
      each(step);
      await yieldToMessages();
      if (code !== undefined) return code;
    }
    return undefined;
  } finally {
    for (const signal of signals) process.off(signal, stopBy);
  }
}
