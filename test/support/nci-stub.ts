import { RegistryStub, type StubOptions, type StubRequest } from './registry-stub.js';

type Trial = { nci_id: string; current_trial_status?: string };

/** Names of filters seen in recorded requests. Others are answered like the registry does: no hits, no error. */
const knownKeys = new Set([
  'current_trial_status',
  'include',
  'from',
  'size',
  'sites.recruitment_status',
  'maintype',
  'trial_ids',
  'primary_purpose',
  'arms.interventions.nci_thesaurus_concept_id',
  'keyword',
  'eligibility.structured.max_age_in_years_gte',
  'eligibility.structured.min_age_in_years_lte',
  'phase',
  'diseases.nci_thesaurus_concept_id',
  'sites.org_coordinates_lat',
  'sites.org_coordinates_lon',
  'sites.org_coordinates_dist',
  'sites.org_country',
]);

/** The NCI Clinical Trials Search API as recorded requests and answers show it. */
export class NciStub extends RegistryStub {
  constructor(
    readonly trials: unknown[],
    options: StubOptions = {},
  ) {
    super(options);
  }

  protected answer({ method, path, body, headers }: StubRequest) {
    if (headers['x-api-key'] !== 'secret-key') return { status: 403, body: { message: 'Forbidden' } };
    const all = this.trials as Trial[];
    if (method === 'POST' && path === '/trials') {
      const asked = body as Record<string, unknown>;
      const strange = Object.keys(asked).some((key) => !knownKeys.has(key));
      const statuses = asked['current_trial_status'] as string[] | undefined;
      const ids = asked['trial_ids'] as string[] | undefined;
      const found = all.filter(
        (trial) =>
          !strange &&
          (!statuses || statuses.includes(trial.current_trial_status ?? '')) &&
          (!ids || ids.includes(trial.nci_id)),
      );
      const from = asked['from'] as number;
      return { status: 200, body: { total: found.length, data: found.slice(from, from + (asked['size'] as number)) } };
    }
    const trial = all.find(({ nci_id }) => path === `/trials/${nci_id}`);
    return trial ? { status: 200, body: trial } : { status: 404, body: { message: 'Not found' } };
  }
}
