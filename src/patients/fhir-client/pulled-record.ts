import { FhirError } from './fhir-error.js';

export interface Resource {
  resourceType: string;
  id?: string;
  [element: string]: unknown;
}

interface PageEntry {
  fullUrl?: string;
  resource?: Resource;
  search?: { mode?: string };
}

export interface Page {
  entries: PageEntry[];
  next: string | undefined;
}

/** A searchset (or the single resource of a read) as a page. Throws `notFhir`. */
export function readPage(json: unknown): Page {
  if (typeof json !== 'object' || json === null) throw new FhirError('notFhir', 'the answer is no FHIR resource');
  const { resourceType, entry, link } = json as Record<string, unknown>;
  if (resourceType !== 'Bundle') throw new FhirError('notFhir', 'the answer is no Bundle');
  const entries = Array.isArray(entry) ? (entry as unknown[]).filter(isPageEntry) : [];
  const links = Array.isArray(link) ? (link as Record<string, unknown>[]) : [];
  const next = links.find((one) => one?.['relation'] === 'next')?.['url'];
  return { entries, next: typeof next === 'string' ? next : undefined };
}

const isPageEntry = (value: unknown): value is PageEntry => typeof value === 'object' && value !== null;

/** The resources pulled so far, each once, and why the record is not whole. */
export class PulledRecord {
  private readonly resources = new Map<string, { fullUrl?: string; resource: Resource }>();
  readonly gaps: string[] = [];
  bytes = 0;

  constructor(
    private readonly patientId: string,
    private readonly limits: { maxResources: number; maxRecordBytes: number },
  ) {}

  get size(): number {
    return this.resources.size;
  }

  /** Takes a page; false where the record has grown as large as it may. */
  take(page: Page, bytes: number): boolean {
    this.bytes += bytes;
    for (const { resource, fullUrl, search } of page.entries) {
      if (!resource || typeof resource.resourceType !== 'string' || search?.mode === 'outcome') continue;
      if (!this.isOfThisPatient(resource)) continue;
      if (this.resources.size >= this.limits.maxResources) {
        this.gap(`more than ${this.limits.maxResources} resources`);
        return false;
      }
      const key =
        resource.id === undefined
          ? `${resource.resourceType}/${fullUrl ?? this.resources.size}`
          : `${resource.resourceType}/${resource.id}`;
      this.resources.set(key, { ...(fullUrl !== undefined && { fullUrl }), resource });
    }
    if (this.bytes <= this.limits.maxRecordBytes) return true;
    this.gap(`more than ${this.limits.maxRecordBytes} bytes`);
    return false;
  }

  gap(why: string): void {
    if (!this.gaps.includes(why)) this.gaps.push(why);
  }

  /** Medications that orders refer to and no page brought. */
  missingMedications(): string[] {
    const wanted = new Set<string>();
    for (const { resource } of this.resources.values()) {
      const reference = (resource['medicationReference'] as { reference?: unknown } | undefined)?.reference;
      const id =
        typeof reference === 'string' ? /(?:^|\/)Medication\/([A-Za-z0-9.-]{1,64})$/.exec(reference)?.[1] : undefined;
      if (id !== undefined && !this.resources.has(`Medication/${id}`)) wanted.add(id);
    }
    return [...wanted].sort();
  }

  /** A server that mixes patients up must not mix their facts: what names another patient stays out. */
  private isOfThisPatient(resource: Resource): boolean {
    if (resource.resourceType === 'Patient') return resource.id === this.patientId;
    const subject = (resource['subject'] ?? resource['patient']) as { reference?: unknown } | undefined;
    const reference = subject?.reference;
    const id =
      typeof reference === 'string' ? /(?:^|\/)Patient\/([A-Za-z0-9.-]{1,64})$/.exec(reference)?.[1] : undefined;
    return id === undefined || id === this.patientId;
  }

  bundle(): { resourceType: 'Bundle'; type: 'collection'; entry: { fullUrl?: string; resource: Resource }[] } {
    return { resourceType: 'Bundle', type: 'collection', entry: [...this.resources.values()] };
  }
}
