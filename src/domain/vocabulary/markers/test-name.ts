/** The parts of a LOINC long name: `Component [Property] in Specimen by Method`. */
export interface TestName {
  component: string;
  property?: string;
  specimen?: string;
  method?: string;
}

/** Takes a LOINC long name apart, in lower case. Names of another shape come back as a component alone. */
export function parseTestName(name: string): TestName {
  const text = name.trim().toLowerCase();
  const open = text.indexOf(' [');
  const close = text.indexOf(']', open);
  const property = open > 0 && close > open ? text.slice(open + 2, close) : undefined;
  const head = property === undefined ? undefined : text.slice(0, open);
  const tail = property === undefined ? text : text.slice(close + 1);
  const inAt = property === undefined ? text.indexOf(' in ') : tail.indexOf(' in ');
  const place = inAt < 0 ? '' : tail.slice(inAt + 4);
  const byAt = place.indexOf(' by ');
  const specimen = byAt < 0 ? place : place.slice(0, byAt);
  return {
    component: head ?? (inAt < 0 ? tail : tail.slice(0, inAt)),
    ...(property !== undefined && { property }),
    ...(specimen !== '' && { specimen }),
    ...(byAt >= 0 && { method: place.slice(byAt + 4).replace(/ (?:narrative|nominal|report|qualitative)$/, '') }),
  };
}
