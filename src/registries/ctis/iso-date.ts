/** DD/MM/YYYY of the search rows, ISO elsewhere; to YYYY-MM-DD. */
export function isoDate(date: string | undefined): string | undefined {
  const [, day, month, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(date ?? '') ?? [];
  if (year) return `${year}-${month}-${day}`;
  return /^\d{4}-\d{2}-\d{2}/.exec(date ?? '')?.[0];
}
