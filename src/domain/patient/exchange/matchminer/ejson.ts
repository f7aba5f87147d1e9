/** MongoDB's extended JSON, as far as MatchMiner's exports use it. */

/** `{"$oid": "..."}` or a plain id. */
export function objectId(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && '$oid' in value) return String(value.$oid);
  return undefined;
}

/** A number, plain or as `{"$numberInt": "5"}`, `{"$numberLong": ...}`, `{"$numberDouble": ...}`. */
export function number(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && value.trim() !== '') return finite(Number(value));
  if (typeof value !== 'object' || value === null) return undefined;
  const wrapped = Object.entries(value).find(([key]) => key.startsWith('$number'));
  return wrapped ? finite(Number(wrapped[1])) : undefined;
}

const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);

/** `{"$date": milliseconds | ISO text}` or an ISO text, as a day. */
export function day(value: unknown): string | undefined {
  const raw = typeof value === 'object' && value !== null && '$date' in value ? value.$date : value;
  const milliseconds = typeof raw === 'string' ? Date.parse(raw) : number(raw);
  if (milliseconds === undefined || Number.isNaN(milliseconds)) return undefined;
  return new Date(milliseconds).toISOString().slice(0, 10);
}

export const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
