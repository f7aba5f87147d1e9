import type { AccessRule, PatientDataUse } from './access-rule.js';

/** The patient that the argument `id` names. */
const patientOfArgument: PatientDataUse['patients'] = ({ id }) => (typeof id === 'string' ? [id] : []);

/** Stands for every patient of the tenant. */
const ALL_PATIENTS = '*';

interface Identified {
  id: string;
}

const EVERYBODY = ['coordinator', 'patient', 'portal', 'admin'] as const;

/** Public data of registries. */
export const REGISTRY_DATA: AccessRule = { roles: EVERYBODY };

/** What a client needs to know before it does anything. */
export const CONNECTIONS: AccessRule = { roles: EVERYBODY };

/** How the service runs. */
export const OPERATIONS: AccessRule = { roles: ['coordinator', 'admin'] };

/** What people correct in the reading of criteria. */
export const CURATION: AccessRule = { roles: ['coordinator', 'admin'] };

/** For whoever runs the service alone. */
export const ADMINISTRATION: AccessRule = { roles: ['admin'] };

/** What needs no token: it tells nothing of a patient, and clients ask for it before they have one. */
export const OPEN: AccessRule = { roles: 'anyone' };

/** Types that hold a stored record or part of it. */
export const PATIENT_RECORD: AccessRule = { roles: ['coordinator', 'patient'], patientData: 'holds' };

/** Types that hold what matching says about a patient; a portal gets it for records that it sends. */
export const PATIENT_MATCH: AccessRule = { roles: ['coordinator', 'patient', 'portal'], patientData: 'holds' };

/** Reading a record that comes with the request and is not kept. */
export const READ_RECORD: AccessRule = {
  roles: ['coordinator', 'patient', 'portal'],
  patientData: { action: 'read', interaction: 'r', patients: () => [] },
};

export const EXPORT_PATIENT: AccessRule = {
  roles: ['coordinator', 'patient'],
  patientData: { action: 'export', interaction: 'r', patients: patientOfArgument },
};

export const ERASE_PATIENT: AccessRule = {
  roles: ['coordinator', 'patient'],
  patientData: { action: 'erase', interaction: 'd', patients: patientOfArgument },
};

/** The worklist, and alerts about matches that changed. */
export const READ_REVIEWS: AccessRule = {
  roles: ['coordinator'],
  patientData: {
    action: 'read',
    interaction: 's',
    patients: (_args, answer) =>
      ((answer as { nodes?: { patientId: string }[] } | null)?.nodes ?? []).map(({ patientId }) => patientId),
  },
};

export const WRITE_REVIEW: AccessRule = {
  roles: ['coordinator'],
  patientData: {
    action: 'review',
    interaction: 'u',
    patients: ({ review }) => {
      const { patient } = (review ?? {}) as { patient?: unknown };
      return typeof patient === 'string' ? [patient] : [];
    },
  },
};

/** Alerts about matches that changed, as they come. */
export const WATCH_CHANGES: AccessRule = {
  roles: ['coordinator'],
  patientData: {
    action: 'read',
    interaction: 's',
    // When it begins, whom it is about; then each event's own patient.
    patients: ({ patient }, answer) => {
      const { patientId } = (answer ?? {}) as { patientId?: string };
      if (patientId !== undefined) return [patientId];
      return [typeof patient === 'string' ? patient : ALL_PATIENTS];
    },
  },
};

export const ACKNOWLEDGE_CHANGES: AccessRule = {
  roles: ['coordinator'],
  patientData: {
    action: 'review',
    interaction: 'u',
    patients: (_args, answer) => ((answer as { patientId: string }[] | null) ?? []).map(({ patientId }) => patientId),
  },
};

/** Types about many patients at once. */
export const COHORT: AccessRule = { roles: ['coordinator'], patientData: 'holds' };

/** Parts of types that are used for several purposes: whoever may see the whole may see them. */
export const PART: AccessRule = { roles: EVERYBODY };

export const READ_PATIENT: AccessRule = {
  roles: ['coordinator', 'patient'],
  patientData: { action: 'read', interaction: 'r', patients: patientOfArgument },
};

export const LIST_PATIENTS: AccessRule = {
  roles: ['coordinator'],
  patientData: {
    action: 'read',
    interaction: 's',
    patients: (_args, answer) => ((answer as { nodes?: Identified[] } | null)?.nodes ?? []).map(({ id }) => id),
  },
};

export const STORE_PATIENT: AccessRule = {
  roles: ['coordinator'],
  patientData: {
    action: 'import',
    interaction: 'c',
    patients: (_args, answer) => {
      const stored = (answer as { patient?: Identified } | null)?.patient;
      return stored ? [stored.id] : [];
    },
  },
};

export const MATCH_PATIENT: AccessRule = {
  roles: ['coordinator', 'patient', 'portal'],
  patientData: {
    action: 'match',
    interaction: 'r',
    patients: ({ patient }) => patientOfArgument((patient ?? {}) as Record<string, unknown>, undefined),
  },
};

/** A trial against the patients of a tenant; those shown are named. */
export const MATCH_PATIENTS: AccessRule = {
  roles: ['coordinator'],
  patientData: {
    action: 'match',
    interaction: 's',
    patients: (_args, answer) =>
      ((answer as { nodes?: { patient: Identified }[] } | null)?.nodes ?? []).map(({ patient }) => patient.id),
  },
};

/** What a corrected reading would change; the patients shown are named. */
export const PREVIEW_CURATION: AccessRule = {
  roles: ['coordinator'],
  patientData: {
    action: 'match',
    interaction: 's',
    patients: (_args, answer) =>
      ((answer as { flips?: { patientId: string }[] } | null)?.flips ?? []).map(({ patientId }) => patientId),
  },
};

/** Correcting a reading moves the stored results of every patient, of whom nobody is shown. */
export const SAVE_CURATION: AccessRule = {
  roles: ['coordinator', 'admin'],
  patientData: { action: 'curate', interaction: 'u', patients: () => [] },
};

interface CohortAnswer {
  request: { patients?: readonly string[] };
}

/** Runs over a cohort: the patients it was asked about, or all of the tenant. */
export const RUN_COHORT: AccessRule = {
  roles: ['coordinator'],
  patientData: {
    action: 'match',
    interaction: 's',
    patients: (_args, answer) =>
      [answer].flat().flatMap((run) => (run ? ((run as CohortAnswer).request.patients ?? [ALL_PATIENTS]) : [])),
  },
};

/** The pairs of a run as a file. */
export const EXPORT_COHORT: AccessRule = {
  roles: ['coordinator'],
  patientData: { action: 'export', interaction: 's', patients: () => [ALL_PATIENTS] },
};

/** Matching a record that comes with the request and is not kept. */
export const MATCH_RECORD: AccessRule = {
  roles: ['coordinator', 'patient', 'portal'],
  patientData: { action: 'match', interaction: 'r', patients: () => [] },
};
