/** Texts in UTF-8, one after the other: a single piece of memory, which a thread hands over instead of copying it. */
export interface PackedTexts {
  bytes: Uint8Array<ArrayBuffer>;
  /** Where each text ends. */
  ends: number[];
}

export function packTexts(texts: readonly string[]): PackedTexts {
  const ends: number[] = [];
  let size = 0;
  for (const text of texts) ends.push((size += Buffer.byteLength(text)));
  // Not of the shared pool, which could not be handed over.
  const bytes = Buffer.from(new ArrayBuffer(size));
  let at = 0;
  for (const text of texts) at += bytes.write(text, at);
  return { bytes: new Uint8Array(bytes.buffer), ends };
}

/** The texts one by one, none copied. */
export const unpackTexts = ({ bytes, ends }: PackedTexts): Uint8Array[] =>
  ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
