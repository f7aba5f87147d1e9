/** The calendar day in UTC: the default as-of date of every interface, and the only place of the API that tells the time. */
export const today = (): string => new Date().toISOString().slice(0, 10);
