import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/**
 * Whether an operation asks for a field, by the names of the fields that lead to it from the one that is resolved. What
 * `@skip` and `@include` say is not looked at: such a field counts as asked for.
 */
export function asksFor({ fieldNodes, fragments }: GraphQLResolveInfo, ...path: readonly string[]): boolean {
  const within = (selections: SelectionSetNode | undefined, [name, ...rest]: readonly string[]): boolean =>
    name === undefined ||
    (selections?.selections.some((selection) => {
      switch (selection.kind) {
        case Kind.FIELD:
          return selection.name.value === name && within(selection.selectionSet, rest);
        case Kind.INLINE_FRAGMENT:
          return within(selection.selectionSet, [name, ...rest]);
        case Kind.FRAGMENT_SPREAD:
          return within(fragments[selection.name.value]?.selectionSet, [name, ...rest]);
      }
    }) ??
      false);
  return fieldNodes.some(({ selectionSet }) => within(selectionSet, path));
}
