import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { Type } from '@nestjs/common';
import { Access, type AccessRule } from '../../auth/access-rule.js';
import { PART } from '../../auth/rules.js';

/** Where a page of a connection ends (GraphQL Cursor Connections Specification). */
@ObjectType({ description: 'Where a page of a list ends and whether more follows.' })
@Access(PART)
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more items follow this page.' })
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Pass as `after` for the next page.' })
  endCursor?: string | null;
}

export interface Edge<T> {
  node: T;
  cursor: string;
}

export interface Connection<T> {
  edges: Edge<T>[];
  nodes: T[];
  pageInfo: PageInfo;
  totalCount: number;
}

/** The connection type of a node type: edges with cursors, the plain nodes, the page and the total; guarded like the node. */
export function connectionOf<T extends object>(node: Type<T>, name: string, rule: AccessRule): Type<Connection<T>> {
  @ObjectType(`${name}Edge`, { description: `One ${name} and its cursor.` })
  @Access(rule)
  class EdgeType implements Edge<T> {
    @Field(() => node, { description: 'The item.' })
    node!: T;

    @Field(() => String, { description: 'Opaque position of the item; pass as `after`.' })
    cursor!: string;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  @Access(rule)
  class ConnectionType implements Connection<T> {
    @Field(() => [EdgeType], { description: 'The items with their cursors.' })
    edges!: Edge<T>[];

    @Field(() => [node], { description: 'The items alone.' })
    nodes!: T[];

    @Field(() => PageInfo, { description: 'Where this page ends.' })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: 'Number of items over all pages.' })
    totalCount!: number;
  }
  return ConnectionType;
}

/** The connection of one page. */
export function page<T>(items: { node: T; cursor: string }[], totalCount: number, hasNextPage: boolean): Connection<T> {
  return {
    edges: items,
    nodes: items.map((item) => item.node),
    pageInfo: { hasNextPage, endCursor: items.at(-1)?.cursor ?? null },
    totalCount,
  };
}
