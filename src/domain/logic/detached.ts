/**
 * The same text without the longer one it was cut from: an engine keeps the whole of a text as long as a piece of it is held,
 * so what is remembered beyond a reading is detached first.
 */
export const detached = (piece: string): string => ` ${piece}`.slice(1);
