const years: Record<string, number> = {
  year: 1,
  month: 1 / 12,
  week: 7 / 365.25,
  day: 1 / 365.25,
  hour: 1 / 8766,
  minute: 1 / 525_960,
};

/** `18 Years` in years; undefined where there is no limit or it cannot be read, which must never exclude anybody. */
export function ageLimitInYears(text: string | undefined): number | undefined {
  const match = /^(\d{1,5}(?:\.\d{1,3})?) ([A-Za-z]{3,7})$/.exec(text?.trim() ?? '');
  const unit = years[(match?.[2] ?? '').toLowerCase().replace(/s$/, '')];
  return match?.[1] === undefined || unit === undefined ? undefined : Number(match[1]) * unit;
}
