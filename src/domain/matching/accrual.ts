/** Statuses under which a registry's trial takes patients, in lower case with blanks. */
const OPEN: ReadonlySet<string> = new Set([
  'recruiting',
  'enrolling by invitation',
  'open to accrual',
  'active', // NCI: open; "active, not recruiting" is another value
  'ongoing, recruiting',
  'available',
]);

/** Whether a trial of this status takes patients; a missing status is no yes. */
export const takesPatients = (status: string | undefined): boolean =>
  status !== undefined && OPEN.has(status.trim().toLowerCase().replaceAll('_', ' '));
