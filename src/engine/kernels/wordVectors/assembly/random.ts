/** The state of the generator, which is also the last number. */
let random: u64 = 0;

/** The next number of the original's generator. */
@inline
export function draw(): u64 {
  random = random * 25214903917 + 11;
  return random;
}

/** A number from 0 to 1, in steps of 2^-16. */
@inline
export function share(number: u64): f32 {
  return <f32>(number & 0xffff) / 65536;
}
