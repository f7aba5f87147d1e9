import { ownValue } from '../logic/own-value.js';
import type { Truth } from '../logic/truth.js';

/** Sites of spread that lie within others. */
const within: Record<string, readonly string[]> = {
  brain: ['cns', 'intracranial'],
  brainstem: ['brain', 'cns', 'intracranial'],
  leptomeningeal: ['cns', 'intracranial'],
  leptomeninges: ['leptomeningeal', 'cns', 'intracranial'],
  spinalCord: ['cns'],
  spine: ['bone'],
  liver: ['visceral'],
  lung: ['visceral', 'thoracic'],
  pleura: ['visceral', 'thoracic'],
  peritoneum: ['visceral', 'abdominal'],
  adrenal: ['visceral'],
  spleen: ['visceral'],
  kidney: ['visceral'],
  pancreas: ['visceral'],
  ovary: ['visceral'],
  mediastinalLymphNode: ['lymphNode', 'thoracic'],
  pulmonaryLymphNode: ['lymphNode', 'thoracic'],
  axillaryLymphNode: ['lymphNode'],
  regionalLymphNode: ['lymphNode'],
  distantLymphNode: ['lymphNode'],
  skin: ['softTissue'],
  inTransit: ['skin', 'softTissue'],
};

const intracranial: ReadonlySet<string> = new Set(['brain', 'brainstem', 'leptomeningeal', 'leptomeninges', 'cns', 'intracranial']); // prettier-ignore

/** Spread to a site that the record does not name. */
const unnamed: ReadonlySet<string> = new Set(['unknown', 'unspecified', 'any']);

export const sameSite = (site: string, broader: string): boolean =>
  site === broader || broader === 'any' || (ownValue(within, site) ?? []).includes(broader);

/** Whether a recorded site is the asked one or lies in it; a broader record ("cns") leaves a narrower question open. */
export function isSite(recorded: string, asked: string): Truth {
  if (asked === 'any' || asked === 'distant') return 'true';
  if (asked === 'extracranial')
    return unnamed.has(recorded) ? 'unknown' : intracranial.has(recorded) ? 'false' : 'true';
  if (sameSite(recorded, asked)) return 'true';
  return unnamed.has(recorded) || sameSite(asked, recorded) ? 'unknown' : 'false';
}
