/** The type, range and default of a setting. */
export type SettingField =
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly default: string }
  | { readonly kind: 'text'; readonly default: string }
  | {
      readonly kind: 'integer' | 'number';
      readonly minimum: number;
      readonly maximum: number;
      readonly default: number;
      /** Whether the value must be above the minimum, which is itself not allowed. */
      readonly exclusive?: boolean;
      /** Default values by optimizer, for a setting whose default depends on `training.optimizer`. */
      readonly byOptimizer?: Readonly<Record<string, number>>;
    };
