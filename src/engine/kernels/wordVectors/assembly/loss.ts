/**
 * Sum of the losses of all predictions since the caller has last set it to 0. It has no effect on training.
 */
export let lossSum: f64 = 0;
/** Number of predicted words since the caller has last set it to 0. */
export let predictions: f64 = 0;

@inline
export function countPrediction(): void {
  predictions++;
}

@inline
export function addLoss(loss: f32): void {
  lossSum += <f64>loss;
}
