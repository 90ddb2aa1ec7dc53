/** A sequence of whitened observations y_t [D]: their mean is 0, and their covariance is the identity. */
export interface Observations {
  /** T */
  readonly length: number;
  /** Number of dimensions of their space, in which the covariance is the identity. */
  readonly rank: number;
  /** The sum of the squares of all observations. */
  readonly squares: number;
  /** Computes `to` [k] = Wᵀ y_t for a matrix W [D, k] whose columns `center` has changed. */
  project(t: number, W: Float64Array, to: Float64Array): void;
  /** W [D, k] += y_t vᵀ, with v [k], for a matrix W that `center` completes. */
  addProduct(t: number, v: Float64Array, W: Float64Array): void;
  /** Removes from the columns of W [D, k] what is not in the space of the observations. */
  center(W: Float64Array, k: number): void;
}

/** The covariances of whitened observations that are some steps apart: cov(lag) = E[y_t+lag y_tᵀ], [D, D]. */
export interface LagCovariances {
  /** D */
  readonly size: number;
  /** The largest rank that a covariance can have. */
  readonly rank: number;
  /** Y [D, k] += cov(lag) X */
  addProduct(lag: number, X: Float64Array, Y: Float64Array): void;
  /** Y [D, k] += cov(lag)ᵀ X */
  addTransposedProduct(lag: number, X: Float64Array, Y: Float64Array): void;
}
