/** Milliseconds to wait by a Retry-After header (RFC 9110, 10.2.3: seconds or a date); undefined where it says nothing. */
export function retryAfterMilliseconds(header: unknown, now: number): number | undefined {
  if (typeof header !== 'string') return undefined;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
