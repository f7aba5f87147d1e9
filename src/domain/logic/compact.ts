/** Units that are handed over in one call: an engine has a limit of arguments. */
const AT_ONCE = 4096;

/**
 * The same text as characters of its own, in the narrowest form that holds them. A piece cut out of a longer text only points into
 * it and is as wide as the widest character of the whole ("≥" makes every line of its protocol two bytes a character), which
 * every search in the piece pays for.
 */
export function compact(text: string): string {
  if (text.length > AT_ONCE) return compact(text.slice(0, AT_ONCE)) + compact(text.slice(AT_ONCE));
  const units = new Array<number>(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return String.fromCharCode(...units);
}
