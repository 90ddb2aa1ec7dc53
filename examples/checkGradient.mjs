// Compares the gradients of backpropagation through time with central differences of the loss.
//   node examples/checkGradient.mjs [CELL]
import { checkGradients } from 'elman-lab';

const [cell = 'gru'] = process.argv.slice(2);
const { parameters, tolerance, isRight } = checkGradients({ 'model.cell': cell });

for (const { name, rows, columns, error } of parameters) {
  console.log(
    `${name.padEnd(8)} ${`${rows} x ${columns}`.padEnd(8)} relative error ${error.toExponential(1)}`,
  );
}
console.log(isRight ? `All errors are below ${tolerance}.` : `An error is above ${tolerance}.`);
process.exitCode = isRight ? 0 : 1;
