/** The state of the random generator. It is also the number that the generator returned last. */
export let random: u64 = 0;

/** Returns the next number of word2vec's random generator. */
@inline
export function draw(): u64 {
  random = random * 25214903917 + 11;
  return random;
}

/** Converts a random number to a fraction from 0 to 1 - 2^-16, in steps of 2^-16. */
@inline
export function share(number: u64): f32 {
  return <f32>(number & 0xffff) / 65536;
}

/** Continues from another state. */
@inline
export function setRandom(state: u64): void {
  random = state;
}
