import { GraphQLError, Kind, type ValidationRule } from 'graphql';

/** Refuses a selection that names one field over and over: the answer holds it once, merging it costs every time. */
export const repeatedFields =
  (most: number): ValidationRule =>
  (context) => ({
    SelectionSet({ selections }) {
      const counts = new Map<string, number>();
      for (const selection of selections) {
        if (selection.kind !== Kind.FIELD) continue;
        const name = (selection.alias ?? selection.name).value;
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      if (Math.max(0, ...counts.values()) > most)
        context.reportError(new GraphQLError(`repeated fields limit of ${most} exceeded`));
    },
  });
