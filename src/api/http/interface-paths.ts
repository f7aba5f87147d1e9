/** First path segments of the interfaces; everything else is a path of the page, which may hold ids. */
const SEGMENTS = ['graphql', 'fhir', 'getClinicalTrial', 'cds-services', 'cohort-runs', 'health', 'metrics'] as const;
export type InterfaceName = (typeof SEGMENTS)[number];

/** The interface that a path belongs to. */
export function interfaceOf(path: string): InterfaceName | undefined {
  const [, first] = path.split('/');
  return SEGMENTS.find((segment) => segment === first);
}

/** The route template that requests are counted and traced under: a URL may hold an id. */
export const routeOf = (path: string): string =>
  path.startsWith('/assets/') ? '/assets' : `/${interfaceOf(path) ?? 'page'}`;

/** Whether a path asks for work: operators have to reach the others whatever happens. */
export function asksForWork(path: string): boolean {
  const name = interfaceOf(path);
  return name !== undefined && name !== 'health' && name !== 'metrics';
}
