/**
 * The number type of the weights and states. The compiler's option `--use real=TYPE` sets it for each build:
 * f64 for double precision, f32 for single precision. This declaration is for editors only.
 */
declare type real = f64;
