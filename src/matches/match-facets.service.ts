import { Injectable } from '@nestjs/common';
import { TrialsService } from '../trials/trials.service.js';

export interface CountedValue {
  value: string;
  count: number;
}

const counted = (values: Iterable<string>): CountedValue[] => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
};

/** How the trials of a list are spread over status, phase and country. */
@Injectable()
export class MatchFacetsService {
  constructor(private readonly trials: TrialsService) {}

  /** Counts over some trials, most frequent value first. A trial with sites in two countries counts in both. */
  async of(trialIds: readonly string[]): Promise<Record<'status' | 'phase' | 'country', CountedValue[]>> {
    const wanted = new Set(trialIds);
    const [listed, countries] = await Promise.all([this.trials.statusAndPhases(), this.trials.countries()]);
    const rows = listed.filter(({ id }) => wanted.has(id));
    return {
      status: counted(rows.map(({ status }) => status)),
      phase: counted(rows.flatMap(({ phases }) => phases)),
      country: counted(trialIds.flatMap((id) => countries.get(id) ?? [])),
    };
  }

  /** Ids of the trials with a site in one of the countries. */
  async inCountries(names: readonly string[]): Promise<Set<string>> {
    const countries = await this.trials.countries();
    return new Set([...countries].flatMap(([id, of]) => (of.some((name) => names.includes(name)) ? [id] : [])));
  }
}
