import { BackendAuthorization } from './backend-authorization.js';
import { FhirError, isFhirError } from './fhir-error.js';
import { defaultFhirLimits, FhirHttp, type FhirAnswer, type FhirLimits } from './fhir-http.js';
import { AllowedServers, isBelow, type FhirServer } from './fhir-server.js';
import { PulledRecord, readPage } from './pulled-record.js';

/** A record as a server delivered it: `partial` where something of it did not come. */
export interface Pulled {
  bundle: ReturnType<PulledRecord['bundle']>;
  partial?: { why: string };
}

/** What a record is searched for where the server has no `$everything`, with the parameter that names the patient. */
const SEARCHES: readonly [type: string, parameter: string, extra?: string][] = [
  ['Condition', 'patient'],
  ['Observation', 'patient'],
  ['MedicationRequest', 'patient', '_include=MedicationRequest:medication'],
  ['MedicationStatement', 'patient'],
  ['MedicationAdministration', 'patient'],
  ['Procedure', 'patient'],
  ['AllergyIntolerance', 'patient'],
  ['DiagnosticReport', 'patient'],
  ['Specimen', 'patient'],
  ['BodyStructure', 'patient'],
  ['Immunization', 'patient'],
  ['FamilyMemberHistory', 'patient'],
  ['ServiceRequest', 'patient'],
];

const PAGE_SIZE = 500;
const MAX_MEDICATIONS = 50;
const PATIENT_ID = /^[A-Za-z0-9.-]{1,64}$/;

interface Session {
  base: URL;
  server: FhirServer;
  authorization: BackendAuthorization;
  deadline: AbortSignal;
}

/**
 * Pulls records from allow-listed FHIR R4 servers: `Patient/{id}/$everything` where the server has it, else one search per
 * type; paged, bounded in pages, resources, bytes and time. What fails after the patient was read makes the record
 * partial and says why; it is never passed off as whole.
 */
export class FhirClient {
  private readonly allowed: AllowedServers;
  private readonly limits: FhirLimits;
  private readonly http: FhirHttp;
  private readonly authorizations = new Map<FhirServer, BackendAuthorization>();

  constructor(servers: readonly FhirServer[], limits: Partial<FhirLimits> = {}) {
    this.allowed = new AllowedServers(servers);
    this.limits = { ...defaultFhirLimits, ...limits };
    this.http = new FhirHttp(this.limits);
  }

  /** @throws FhirError where the server is not allowed, cannot be reached, or gives no such patient. */
  async pull(baseUrl: string, patientId: string): Promise<Pulled> {
    if (!PATIENT_ID.test(patientId)) throw new FhirError('badRequest', 'not a FHIR id');
    const { base, server } = this.allowed.serverOf(baseUrl);
    const session = {
      base,
      server,
      authorization: this.authorizationOf(server, base),
      deadline: AbortSignal.timeout(this.limits.totalTimeoutMs),
    };
    const record = new PulledRecord(patientId, this.limits);
    const everything = await this.everything(session, patientId, record);
    if (!everything) await this.searches(session, patientId, record);
    await this.medications(session, record);
    return { bundle: record.bundle(), ...(record.gaps.length > 0 && { partial: { why: record.gaps.join('; ') } }) };
  }

  private authorizationOf(server: FhirServer, base: URL): BackendAuthorization {
    const known = this.authorizations.get(server) ?? new BackendAuthorization(server, base, this.http);
    this.authorizations.set(server, known);
    return known;
  }

  /** False where the server has no such operation. */
  private async everything(session: Session, patientId: string, record: PulledRecord): Promise<boolean> {
    const url = new URL(`Patient/${patientId}/$everything?_count=${PAGE_SIZE}`, session.base);
    try {
      await this.pages(session, url, '$everything', record);
      return true;
    } catch (error) {
      if (record.size === 0 && isFhirError(error, 'notSupported', 'notFound', 'badRequest')) return false;
      throw error;
    }
  }

  private async searches(session: Session, patientId: string, record: PulledRecord): Promise<void> {
    const { json, bytes } = await this.get(session, new URL(`Patient/${patientId}`, session.base));
    const patient = json as { resourceType?: unknown };
    if (patient.resourceType !== 'Patient') throw new FhirError('notFhir', 'the answer is no Patient');
    record.take({ entries: [{ resource: patient as { resourceType: 'Patient' } }], next: undefined }, bytes);
    for (const [type, parameter, extra] of SEARCHES) {
      const query = new URLSearchParams({ [parameter]: patientId, _count: String(PAGE_SIZE) });
      const url = new URL(`${type}?${query.toString()}${extra === undefined ? '' : `&${extra}`}`, session.base);
      try {
        await this.pages(session, url, type, record);
      } catch (error) {
        // A type the server does not keep is an empty list, not a gap.
        if (!isFhirError(error, 'notSupported', 'notFound')) record.gap(`${type}: ${reason(error)}`);
      }
    }
  }

  /** All pages from `url` on. Trouble after the first page leaves a gap; trouble with the first is thrown. */
  private async pages(session: Session, url: URL, what: string, record: PulledRecord): Promise<void> {
    const seen = new Set<string>();
    let next: URL | undefined = url;
    while (next) {
      if (seen.has(next.href)) return record.gap(`${what}: the pages go round in a circle`);
      if (seen.size >= this.limits.maxPages) return record.gap(`${what}: more than ${this.limits.maxPages} pages`);
      seen.add(next.href);
      try {
        const { json, bytes } = await this.get(session, next);
        const page = readPage(json);
        if (!record.take(page, bytes)) return;
        next = this.nextOf(page.next, next, session, what, record);
      } catch (error) {
        if (seen.size === 1) throw error;
        return record.gap(`${what}: ${reason(error)} on page ${seen.size}`);
      }
    }
  }

  /** A `next` link is followed only within the base it came from: the token would go with it. */
  private nextOf(
    link: string | undefined,
    current: URL,
    session: Session,
    what: string,
    record: PulledRecord,
  ): URL | undefined {
    if (link === undefined) return undefined;
    const next = URL.canParse(link, current.href) ? new URL(link, current.href) : undefined;
    if (next && isBelow(next, session.base)) return next;
    record.gap(`${what}: the next page lies outside the server's base`);
    return undefined;
  }

  private async medications(session: Session, record: PulledRecord): Promise<void> {
    const missing = record.missingMedications();
    if (missing.length > MAX_MEDICATIONS) record.gap(`more than ${MAX_MEDICATIONS} referenced Medications`);
    for (const id of missing.slice(0, MAX_MEDICATIONS)) {
      try {
        const { json, bytes } = await this.get(session, new URL(`Medication/${id}`, session.base));
        record.take({ entries: [{ resource: json as { resourceType: string } }], next: undefined }, bytes);
      } catch (error) {
        record.gap(`Medication: ${reason(error)}`);
        if (isFhirError(error, 'timeout')) return;
      }
    }
  }

  private async get(session: Session, url: URL): Promise<FhirAnswer> {
    const request = async (): Promise<FhirAnswer> =>
      this.http.json(
        {
          url,
          within: session.base,
          allowPrivateAddress: session.server.allowPrivateAddress ?? false,
          headers: await session.authorization.header(session.deadline),
        },
        session.deadline,
      );
    try {
      return await request();
    } catch (error) {
      if (session.deadline.aborted) throw new FhirError('timeout', 'the record did not come in time');
      if (!isFhirError(error, 'unauthorized') || session.server.authorization.kind !== 'backend') throw error;
      session.authorization.forget();
      return request();
    }
  }
}

const reason = (error: unknown): string => (isFhirError(error) ? error.message : 'failed');
