/** The text with its characters from `from` up to `to` as blanks, so that all offsets stay. */
export const blanked = (text: string, from: number, to: number): string =>
  text.slice(0, from) + ' '.repeat(to - from) + text.slice(to);
