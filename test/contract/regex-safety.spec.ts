import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { checkSync } from 'recheck';
import { describe, expect, it } from 'vitest';

// The checker compiled to JavaScript: no Java, no native addon.
process.env['RECHECK_BACKEND'] = 'pure';

/** Expressions that the checker has found safe; it takes seconds for some. REGEX_SAFETY=all checks all and rewrites it. */
const verdictFile = 'test/golden/regex-safety.json';
const checkAll = process.env['REGEX_SAFETY'] === 'all';

interface Literal {
  place: string;
  text: string;
}

function literalsOf(file: string): Literal[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Literal[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({ place: `${file}:${line}`, text: node.text });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Why an expression may take more than linear time, or undefined. */
function fault(text: string): string | undefined {
  const slash = text.lastIndexOf('/');
  const result = checkSync(text.slice(1, slash), text.slice(slash + 1).replace('v', 'u'), {
    timeout: checkAll ? 20_000 : 4_000,
  });
  if (result.status === 'safe') return undefined;
  if (result.status === 'vulnerable') return result.complexity.summary;
  // The checker gave up: no proof either way. Said aloud, and left to REGEX_SAFETY=all with more time.
  console.warn(`not decided (${result.error.kind}): ${text}`);
  return undefined;
}

const literals = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
  .sort()
  .flatMap((name) => literalsOf(join('src', name)));
const known = new Set<string>(checkAll ? [] : (JSON.parse(readFileSync(verdictFile, 'utf8')) as string[]));

describe('regular expressions', () => {
  it(
    'all run in time linear in what they read',
    () => {
      expect(literals.length).toBeGreaterThan(50);
      const faults = new Map<string, string>();
      for (const { text } of literals) {
        if (known.has(text) || faults.has(text)) continue;
        const why = fault(text);
        if (why === undefined) known.add(text);
        else faults.set(text, why);
      }
      if (checkAll) writeFileSync(verdictFile, `${JSON.stringify([...known].sort(), null, 1)}\n`);
      const unsafe = literals.flatMap(({ place, text }) => {
        const why = faults.get(text);
        return why === undefined ? [] : [`${place}: ${why}: ${text}`];
      });
      expect(unsafe).toEqual([]);
    },
    checkAll ? 1_800_000 : 240_000,
  );
});
