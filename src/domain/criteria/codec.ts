import type { YAMLMap } from 'yaml';
import { Document, isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, Scalar, visit } from 'yaml';
import { checkDocument, type Path } from './check-shape.js';
import type { Criterion, EligibilityDocument, Scope } from './model.js';

/** A curated file is some kilobytes; what a structurer writes some hundred. */
const MAX_LENGTH = 5_000_000;
/** Aliases multiply what is written; curated files have none. */
const MAX_ALIASES = 50;

export interface DecodeIssue {
  message: string;
  path: Path;
  /** 1-based, where the text was YAML or JSON with a place for it. */
  line?: number;
}

export interface Decoded {
  document: EligibilityDocument;
  /** Comment lines before the document, kept when it is written again. */
  header: string;
  lineOf: (path: Path) => number | undefined;
}

export type DecodeResult = Decoded | { issues: DecodeIssue[] };

/** Line of the deepest node of a path that the text has. */
function lineOf(document: Document.Parsed, lines: LineCounter, path: Path): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    const range = isScalar(node) || isMap(node) || isSeq(node) ? node.range : undefined;
    if (range) return lines.linePos(range[0]).line;
  }
  return undefined;
}

const headerOf = (text: string): string => {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('#') && line.trim() !== '');
  return end <= 0 ? '' : `${lines.slice(0, end).join('\n')}\n`;
};

/** Reads an eligibility document from YAML or JSON (which is YAML); every problem comes with its place. */
export function decodeDocument(text: string): DecodeResult {
  if (text.length > MAX_LENGTH) return { issues: [{ path: [], message: `longer than ${MAX_LENGTH} characters` }] };
  const lines = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: lines, version: '1.2', schema: 'core', merge: false });
  const [error] = parsed.errors;
  if (error) {
    const line = error.linePos?.[0].line;
    return { issues: [{ path: [], message: error.message.split('\n')[0] ?? 'not YAML', ...(line !== undefined && { line }) }] };
  }
  let value: unknown;
  try {
    value = parsed.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (failure) {
    return { issues: [{ path: [], message: failure instanceof Error ? failure.message : 'cannot be read' }] };
  }
  const checked = checkDocument(value);
  const at = (path: Path) => lineOf(parsed, lines, path);
  if ('issues' in checked) {
    return {
      issues: checked.issues.map((issue) => {
        const line = at(issue.path);
        return line === undefined ? issue : { ...issue, line };
      }),
    };
  }
  return { document: checked.document, header: headerOf(text), lineOf: at };
}

const documentOrder = ['eligo', 'trial', 'by', 'scopes', 'criteria'];
const trialOrder = ['registry', 'id', 'version', 'textSha256', 'title', 'status'];
const scopeOrder: (keyof Scope)[] = ['id', 'kind', 'title', 'parent', 'open'];
const criterionOrder: (keyof Criterion)[] = [
  'id',
  'section',
  'scope',
  'span',
  'text',
  'display',
  'requirement',
  'basis',
  'confidence',
  'when',
  'review',
];

/** The object with its keys in a given order, those not named last in their own; absent values dropped. */
function ordered(value: object, order: readonly string[]): Record<string, unknown> {
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.fromEntries(entries.sort(([a], [b]) => rank(a) - rank(b)));
}

/** The document with every key in its place, so that equal documents give equal bytes. */
export const inOrder = (document: EligibilityDocument): Record<string, unknown> =>
  ordered(
    {
      ...document,
      trial: ordered(document.trial, trialOrder),
      ...(document.scopes && { scopes: document.scopes.map((scope) => ordered(scope, scopeOrder)) }),
      criteria: document.criteria.map((criterion) => ordered(criterion, criterionOrder)),
    },
    documentOrder,
  );

export const encodeJson = (document: EligibilityDocument, indent?: number): string =>
  JSON.stringify(inOrder(document), undefined, indent);

const operators = new Set(['all', 'any', 'not', 'if', 'then', 'else']);

/** Running text, and a version that a reader could take for a date. */
const quoted = new Set(['text', 'display', 'title', 'version']);

/** Trees of operators stand in blocks, one leaf to a line; small objects (a leaf, a span, a scope) on their line. */
function layOut(yaml: Document): void {
  visit(yaml, {
    Map(key, node, path) {
      if (isAlias(node)) return undefined;
      const parent = path.at(-1);
      const name = isPair(parent) && isScalar(parent.key) ? String(parent.key.value) : undefined;
      const isTree = node.items.some((item) => isScalar(item.key) && (operators.has(String(item.key.value)) || item.key.value === 'atLeast')); // prettier-ignore
      const isBlock = path.length === 1 || key === null || name === 'atLeast' || isTree || isCriterion(node);
      if (!isBlock) node.flow = true;
      return undefined;
    },
    Pair(_, pair) {
      if (!isScalar(pair.key)) return;
      const name = String(pair.key.value);
      if (name === 'span' && isSeq(pair.value)) pair.value.flow = true;
      if (quoted.has(name) && isScalar(pair.value)) pair.value.type = Scalar.QUOTE_DOUBLE;
    },
  });
}

const isCriterion = (node: YAMLMap): boolean => node.has('when') && node.has('section');

/** Writes canonical YAML: decoding and encoding a file written so gives the same bytes. */
export function encodeYaml(document: EligibilityDocument, header = ''): string {
  const yaml = new Document(inOrder(document), { aliasDuplicateObjects: false });
  layOut(yaml);
  return header + yaml.toString({ lineWidth: 0, flowCollectionPadding: true, minContentWidth: 0 });
}
