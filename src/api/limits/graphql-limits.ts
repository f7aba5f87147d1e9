import { ApolloArmor } from '@escape.tech/graphql-armor';
import { repeatedFields } from './repeated-fields.js';

/** The most that one GraphQL operation may ask for; published in docs/api.md. */
export const LIMITS = { depth: 12, aliases: 15, directives: 5, tokens: 2000, repeats: 15, cost: 100_000 } as const;

/**
 * Bounds on an operation before any resolver runs. Unlike the defaults of the library, `__typename` aliases count and the
 * directive limit is low (graphql-cop finds both otherwise).
 */
export function limitingRules() {
  const { validationRules } = new ApolloArmor({
    maxDepth: { n: LIMITS.depth, ignoreIntrospection: false },
    maxAliases: { n: LIMITS.aliases, allowList: [] },
    maxDirectives: { n: LIMITS.directives },
    // The parser's own option answers 400 where the library's answers 500.
    maxTokens: { enabled: false },
    costLimit: { enabled: false },
    blockFieldSuggestion: { enabled: false },
  }).protect();
  return [repeatedFields(LIMITS.repeats), ...validationRules];
}
