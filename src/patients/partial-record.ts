/** The tag of a Bundle that a server delivered only in part; it travels with the stored record. */
const PARTIAL = 'urn:eligo:partial-record';

interface Tagged {
  meta?: { tag?: ({ system?: string; display?: string } | null)[] };
}

/** The Bundle, tagged where it is not the whole record. */
export const withPartial = <B extends object>(bundle: B, partial: { why: string } | undefined): B =>
  partial ? { ...bundle, meta: { tag: [{ system: PARTIAL, display: partial.why }] } } : bundle;

/** Why a stored Bundle is incomplete, if it is. */
export function partialOf(record: unknown): { why: string } | undefined {
  if (typeof record !== 'object' || record === null) return undefined;
  const tags = (record as Tagged).meta?.tag;
  const tag = Array.isArray(tags) ? tags.find((candidate) => candidate?.system === PARTIAL) : undefined;
  return tag ? { why: tag.display ?? 'not all of the record was delivered' } : undefined;
}
