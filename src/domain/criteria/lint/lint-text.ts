import type { Criterion } from '../model.js';
import type { Path } from '../check-shape.js';
import type { Finding } from './finding.js';

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The span against the criterion's own words and, where the registry's text is at hand, against that. */
export function lintSpan(
  criterion: Criterion,
  registryText: string | undefined,
  path: Path,
  report: (finding: Omit<Finding, 'criterion'>) => void,
): void {
  const { span, text } = criterion;
  if (!span) return;
  const [start, end] = span;
  const at = [...path, 'span'];
  if (start >= end || (registryText !== undefined && end > registryText.length)) {
    const length = registryText === undefined ? '' : ` of ${registryText.length} characters`;
    report({ severity: 'error', rule: 'spanOutsideText', message: `[${start}, ${end}) is no part of the text${length}`, path: at });
    return;
  }
  if (registryText === undefined) {
    if (folded(text).length > end - start)
      report({ severity: 'error', rule: 'spanOutsideText', message: 'the text is longer than its span', path: at });
    return;
  }
  if (folded(registryText.slice(start, end)) !== folded(text))
    report({ severity: 'error', rule: 'textChanged', message: "the registry's text no longer says this at the span", path: at });
}
