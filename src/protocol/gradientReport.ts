/**
 * A comparison of the gradient of a parameter with central differences of the loss, at the element with the
 * largest error.
 */
export interface ParameterCheck {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /**
   * The largest relative error of all elements: |analytic - numeric| / (|analytic| + |numeric|), NaN if one
   * of them is NaN.
   */
  readonly error: number;
  /**
   * The row and column of the element with the largest error. `analytic` and `numeric` are its two gradients.
   */
  readonly row: number;
  readonly column: number;
  readonly analytic: number;
  readonly numeric: number;
}

/** The result of a gradient check. */
export interface GradientReport {
  readonly parameters: readonly ParameterCheck[];
  /** The limit for relative errors: a gradient with a smaller error counts as correct. */
  readonly tolerance: number;
  readonly isRight: boolean;
}
