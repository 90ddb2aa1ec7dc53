/** The type, range and default of a setting. */
export type SettingField =
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly default: string }
  | { readonly kind: 'text'; readonly default: string }
  | {
      readonly kind: 'integer' | 'number';
      readonly minimum: number;
      readonly maximum: number;
      readonly default: number;
      /** Whether the minimum itself is excluded. */
      readonly exclusive?: boolean;
      /** Defaults by optimizer, for a setting that depends on `training.optimizer`. */
      readonly byOptimizer?: Readonly<Record<string, number>>;
    };
