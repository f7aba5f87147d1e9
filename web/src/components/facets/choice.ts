/** What a list of trials is narrowed to; empty = anything. */
export interface Choice {
  status: string[];
  phase: string[];
  country: string[];
  zip: string;
  km: number;
}

export const NOTHING_CHOSEN: Choice = { status: [], phase: [], country: [], zip: '', km: 100 };

export const isComplete = (zip: string): boolean => /^\d{5}$/.test(zip);

/** The place of a choice, as the API asks for it; null while the ZIP code is not complete. */
export const nearOf = ({ zip, km }: Choice): { zip: string; radiusKm: number } | null =>
  isComplete(zip) ? { zip, radiusKm: km } : null;
