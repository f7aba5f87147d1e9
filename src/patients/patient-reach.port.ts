/** Which stored patients a caller may see. Every reading or writing of one asks for it, so that none is forgotten. */
export interface PatientReach {
  /** The organisation that the patients belong to. */
  tenant: string;
  /** Only this patient; null = none at all; absent = every patient of the tenant. */
  only?: string | null;
}

export const mayReach = ({ only }: PatientReach, id: string): boolean => only === undefined || only === id;
