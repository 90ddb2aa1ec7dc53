import { back } from './quickSteps';
import type { SettingQuestion } from './settingQuestion';
import type { SettingsDraft } from './settingsDraft';

/** A numeric setting, and its name in the title of the question. */
export interface NumberQuestion {
  readonly name: string;
  readonly label: string;
}

/** The answer that means that the user starts the training without further questions. */
export const trainNow = Symbol('train now');

interface Places {
  /** The step number of the first question. */
  readonly place: number;
  readonly totalSteps: number;
  /** The index of the question to begin with. */
  readonly first?: number;
}

/**
 * Asks the user for numeric settings one by one. Returns `all` after the last question, `trainNow` if the user presses the
 * button "Train now", or `back` if the user goes back from the first question. Undefined if the user cancelled.
 */
export async function askNumbers(
  question: SettingQuestion,
  questions: readonly NumberQuestion[],
  draft: SettingsDraft,
  { place, totalSteps, first = 0 }: Places,
): Promise<'all' | typeof trainNow | typeof back | undefined> {
  let isNow = false;
  const onTrainNow = () => {
    isNow = true;
  };
  for (let i = first; i < questions.length && !isNow; ) {
    const { name, label } = questions[i];
    const answer = await question.ask(draft, name, label, { step: place + i, totalSteps, onTrainNow });
    if (answer === undefined || (answer === back && i === 0)) return answer;
    if (answer === back) i--;
    else {
      draft.set(name, answer);
      i++;
    }
  }
  return isNow ? trainNow : 'all';
}
