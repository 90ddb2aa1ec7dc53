import { Draws, type TextGenerator } from './generator';

/** The actions of each plan. */
export const actions = { '1': 'AAAB', '2': 'ABAB' } as const;
const plans = Object.keys(actions) as (keyof typeof actions)[];

/**
 * Random plans, each followed by its actions: "1AAAB" or "2ABAB". Jordan (1986), "Serial order: a parallel distributed
 * processing approach".
 */
export const plansText: TextGenerator = {
  description: 'Random plans with their actions: 1AAAB, 2ABAB. The actions can be predicted.',
  counts: 'plans',
  defaultNumber: 1000,
  separator: '',
  *generate({ number, seed }) {
    for (let item = 0; item < number; item++) {
      const plan = new Draws(seed, item).oneOf(plans);
      yield { token: plan, label: 'plan' };
      for (const [i, token] of [...actions[plan]].entries()) yield { token, label: `action ${i + 1}` };
    }
  },
};
