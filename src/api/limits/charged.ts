import { applyDecorators, SetMetadata } from '@nestjs/common';
import { Extensions } from '@nestjs/graphql';
import type { Budget } from './throttle.js';

/** Key of the budget in the extensions of a GraphQL field and in the metadata of a route. */
export const BUDGET = 'budget';

/** Declares what an expensive query, mutation or route is charged to, beside the request itself. */
export const Charged = (budget: Exclude<Budget, 'reads'>): MethodDecorator =>
  applyDecorators(Extensions({ [BUDGET]: budget }), SetMetadata(BUDGET, budget));
