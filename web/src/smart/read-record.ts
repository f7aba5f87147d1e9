import type { Bundle } from '../patient-mode/own-words.js';
import type { Granted } from './launch.js';
import { SmartError } from './smart-error.js';
import { baseOf, fetchOnly, jsonOf, type SmartServer } from './smart-server.js';

/** What is searched for where the server has no `$everything`. */
const TYPES = [
  'Condition',
  'Observation',
  'MedicationRequest',
  'MedicationStatement',
  'MedicationAdministration',
  'Procedure',
  'AllergyIntolerance',
  'DiagnosticReport',
  'Specimen',
  'BodyStructure',
  'FamilyMemberHistory',
] as const;

const PAGE_SIZE = 200;
const MAX_PAGES = 200;
const MAX_RESOURCES = 20_000;

type Entry = NonNullable<Bundle['entry']>[number];

/** A record as the server gave it. */
export interface ReadRecord {
  record: Bundle;
  /** Types of resources that could not be read: the record is then not whole. */
  missing: string[];
}

/** Reads the record of the patient whom the person chose. The token goes to the server's own origin and path only. @throws SmartError */
export async function readRecord({ server, accessToken, patient }: Granted): Promise<ReadRecord> {
  const read = new Reading(server, accessToken);
  const person = await read.one(`Patient/${patient}`);
  if (person?.['resourceType'] !== 'Patient' || person['id'] !== patient) throw new SmartError('noRecord');
  const missing: string[] = [];
  if (!(await read.pages(`Patient/${patient}/$everything?_count=${PAGE_SIZE}`)))
    for (const type of TYPES)
      if (!(await read.pages(`${type}?patient=${patient}&_count=${PAGE_SIZE}`))) missing.push(type);
  return { record: read.bundle(person as unknown as Entry['resource']), missing };
}

class Reading {
  private readonly base: URL;
  private readonly found = new Map<string, Entry>();
  private pagesLeft = MAX_PAGES;

  constructor(
    server: SmartServer,
    private readonly accessToken: string,
  ) {
    this.base = baseOf(server);
  }

  async one(path: string): Promise<Record<string, unknown> | undefined> {
    const response = await this.get(new URL(path, this.base));
    return response.ok ? jsonOf(response) : undefined;
  }

  /** All pages from one on; false where the server does not give the first. */
  async pages(path: string): Promise<boolean> {
    let url: URL | undefined = new URL(path, this.base);
    for (let first = true; url; first = false) {
      if (this.pagesLeft-- <= 0) throw new SmartError('tooLarge');
      const response = await this.get(url);
      const page = response.ok ? await jsonOf(response) : {};
      if (page['resourceType'] !== 'Bundle') {
        if (first) return false;
        // Half a list must not pass for a whole one.
        throw new SmartError('noRecord');
      }
      this.take(page);
      url = this.next(page);
    }
    return true;
  }

  bundle(person: Entry['resource']): Bundle {
    const others = [...this.found.values()].filter(({ resource }) => resource?.resourceType !== 'Patient');
    return { resourceType: 'Bundle', type: 'collection', entry: [{ resource: person }, ...others] } as Bundle;
  }

  private get(url: URL): Promise<Response> {
    return fetchOnly(url, {
      headers: { accept: 'application/fhir+json', authorization: `Bearer ${this.accessToken}` },
    });
  }

  private take({ entry }: Record<string, unknown>): void {
    for (const each of Array.isArray(entry) ? (entry as Entry[]) : []) {
      const { resource } = each;
      if (!resource?.resourceType || resource.resourceType === 'OperationOutcome') continue;
      this.found.set(`${resource.resourceType}/${resource.id ?? this.found.size}`, each);
    }
    if (this.found.size > MAX_RESOURCES) throw new SmartError('tooLarge');
  }

  /** The next page, if it is below the server's own base: a token is never sent anywhere else. @throws SmartError */
  private next({ link }: Record<string, unknown>): URL | undefined {
    const links = Array.isArray(link) ? (link as { relation?: unknown; url?: unknown }[]) : [];
    const address = links.find(({ relation }) => relation === 'next')?.url;
    if (typeof address !== 'string') return undefined;
    if (!URL.canParse(address, this.base.href)) throw new SmartError('badAddress');
    const url = new URL(address, this.base);
    if (url.origin !== this.base.origin || !url.pathname.startsWith(this.base.pathname))
      throw new SmartError('badAddress');
    return url;
  }
}
