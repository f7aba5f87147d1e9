import { applyDecorators, SetMetadata } from '@nestjs/common';
import { Extensions } from '@nestjs/graphql';
import type { Role } from '../../identity/principal.js';
import type { Interaction } from '../../identity/smart-scopes.js';

/** What a field or a route does with patient data; written into the audit log. */
export interface PatientDataUse {
  /** Verb of the audit record. */
  action: 'read' | 'match' | 'import' | 'review' | 'curate' | 'export' | 'erase';
  /** What a SMART scope must grant. */
  interaction: Interaction;
  /** Ids of the stored patients concerned, from the arguments and the answer; none for a record that is not stored. */
  patients: (args: Record<string, unknown>, answer: unknown) => readonly string[];
}

/** Who may ask for something, declared beside it. */
export interface AccessRule {
  /** One of these roles is needed; `anyone` = no token at all. */
  roles: readonly Role[] | 'anyone';
  /** Of a root field or a route: what it does with patient data. Of a type: that it holds some. */
  patientData?: PatientDataUse | 'holds';
}

/** Key of the rule in the extensions of a GraphQL field or type and in the metadata of a route. */
export const ACCESS = 'access';

/** Declares who may ask: on every query, mutation, subscription, object type and HTTP route. */
export const Access = (rule: AccessRule): ClassDecorator & MethodDecorator & PropertyDecorator =>
  applyDecorators(Extensions({ [ACCESS]: rule }), SetMetadata(ACCESS, rule));

export const useOf = (rule: AccessRule | undefined): PatientDataUse | undefined =>
  typeof rule?.patientData === 'object' ? rule.patientData : undefined;
