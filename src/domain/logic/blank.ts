const BLANK = /\s/u;

/** Whether the character at an offset is white space, as `\s` has it. */
export function isBlankAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit < 0x80 ? unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) : BLANK.test(text.charAt(at));
}
