/** Number of bytes up to which a loop is the fastest. */
const SHORT = 100;
/** Number of bytes that are decoded by one call. In a long string, V8 would keep an object for every single byte. */
const AT_ONCE = 2 ** 13;

/** Decodes each byte to the character with the same number, so that no byte is lost. */
export function decodeLatin1(bytes: Uint8Array): string {
  let text = '';
  if (bytes.length <= SHORT) for (const byte of bytes) text += String.fromCharCode(byte);
  else
    for (let at = 0; at < bytes.length; at += AT_ONCE)
      text += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE));
  return text;
}

/** Encodes each character as the byte with the same number. The inverse of `decodeLatin1`. */
export function encodeLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
