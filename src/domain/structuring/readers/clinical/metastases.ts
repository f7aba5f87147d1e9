import type { Expression, MetastasisParameters } from '../../../criteria/model.js';
import { lastClause } from '../../grammar/word-gap.js';
import type { ClinicalLine } from './clinical-line.js';
import type { Found } from './clinical-reader.js';
import { anyOf, asideEnd, frameBefore, joint, skip } from './grammar.js';

/** "Active brain metastases or leptomeningeal disease", "liver or lung metastases", "symptomatic CNS involvement". */
export function metastases(line: ClinicalLine): Found[] {
  if (!line.has('metastasis', 'metastasisSite')) return [];
  const found: Found[] = [];
  for (let i = 0; i < line.items.length; i++) {
    const list = siteList(line, i);
    if (!list) continue;
    found.push(reading(line, i, list));
    i = list.to - 1;
  }
  return found;
}

interface SiteList {
  sites: { site: string; status?: string[] }[];
  to: number;
}

function siteList(line: ClinicalLine, first: number): SiteList | undefined {
  if (!line.is(first, 'metastasis') && !line.is(first, 'metastasisSite')) return undefined;
  const sites: SiteList['sites'] = [];
  let to = first;
  let named = false;
  for (let i = first; ;) {
    const status: string[] = [];
    let own = false;
    while (
      i > first &&
      ['filler', 'metastasisStatus', 'certainty', 'history', 'status', 'including'].some((tag) => line.is(i, tag)) &&
      !line.is(i, 'metastasis')
    ) {
      const state = line.tag(i, 'metastasisStatus');
      if (state !== undefined) status.push(state);
      if (line.is(i, 'history')) own = true;
      i += 1;
    }
    const whole = line.tag(i, 'metastasis');
    const site = whole ?? line.tag(i, 'metastasisSite');
    if (site === undefined) break;
    if (whole !== undefined) named = true;
    sites.push(status.length > 0 || own ? { site, status } : { site });
    i += 1;
    while (line.is(i, 'metastasisHead') || line.is(i, 'extent', 'metastatic')) {
      named = true;
      i += 1;
    }
    to = i;
    const aside = asideEnd(line, i);
    if (aside > i) to = i = aside;
    if (line.is(i, 'metastasisHead')) {
      named = true;
      to = i += 1;
    }
    const next = joint(line, i);
    if (next.to === i) break;
    i = next.to;
  }
  return named && sites.length > 0 ? { sites, to } : undefined;
}

function reading(line: ClinicalLine, at: number, list: SiteList): Found {
  const frame = frameBefore(line, at, 'metastasisStatus', 'status', 'including', 'extent');
  let { from } = frame;
  const before: string[] = [];
  for (let i = from; i < at; i++) {
    const state = line.tag(i, 'metastasisStatus');
    if (state !== undefined) before.push(state);
  }
  // "symptomatic or untreated brain metastases", "active, untreated CNS disease": more adjectives before the connective.
  while (line.is(from - 1, 'connector') || line.sign(from - 1, ',', '/')) {
    const more = frameBefore(line, from - 1, 'metastasisStatus', 'status');
    const state = line.tag(from - 2, 'metastasisStatus');
    if (state === undefined) break;
    for (let i = more.from; i < from - 1; i++) {
      const earlier = line.tag(i, 'metastasisStatus');
      if (earlier !== undefined) before.push(earlier);
    }
    frame.negated = frame.negated || more.negated;
    from = more.from;
  }
  let to = list.to;
  // "CNS involvement by lymphoma": whose spread it is.
  for (
    let i = skip(line, to, 'filler', 'certainty', 'diseaseAdjective');
    line.items[i]?.cancer;
    i = skip(line, joint(line, i + 1).to, 'filler')
  )
    to = i + 1;
  const after: string[] = [];
  for (
    let i = skip(line, to, 'filler');
    line.is(i, 'metastasisStatus') || (after.length > 0 && (line.is(i, 'connector') || line.is(i, 'filler')));
    i++
  ) {
    const state = line.tag(i, 'metastasisStatus');
    if (state === undefined) continue;
    // "leptomeningeal disease or untreated cord compression": the state of what follows.
    if (line.items[i + 1]?.condition !== undefined) break;
    after.push(state);
    to = i + 1;
  }
  // "requiring steroids", "that require local therapy": symptomatic in all but name.
  const need = skip(line, to, 'filler');
  if (line.is(need, 'requirement')) {
    const end = skip(
      line,
      need + 1,
      'filler',
      'requirementTail',
      'route',
      'medication',
      'therapyNoun',
      'modality',
      'connector',
      'status',
    );
    if (end > need + 1) {
      after.push('symptomatic');
      to = end;
    }
  }
  const general = [...new Set([...before, ...after])];
  const leaves = list.sites.map(({ site, status }): Expression => {
    const states = status ?? general;
    const metastasis: MetastasisParameters = { site };
    if (states.length > 0) metastasis.status = states;
    return { metastasis };
  });
  // Treated and stable disease in one phrase are both required, which a list of alternatives does not say.
  // "metastases, including treated brain metastases": the part is not all that is meant.
  const part = /\bmetast[a-z]{3,5},? (?:including|such as)\b/iu.test(
    lastClause(line.text.slice(0, line.start(at)), '.;'),
  );
  const conflicting = general.includes('treated') && (general.includes('active') || general.includes('untreated'));
  return {
    from,
    to,
    expression: anyOf(leaves),
    negated: frame.negated,
    confidence: conflicting || part ? 0.6 : frame.suspected ? 0.85 : 0.9,
  };
}
