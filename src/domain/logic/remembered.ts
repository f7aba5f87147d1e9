/**
 * A pure function of a text that remembers its answers: the same few dates and alterations are read for every patient
 * and criterion. Forgets all once it holds `most`.
 */
export function remembered<V>(compute: (key: string) => V, most: number): (key: string) => V {
  const kept = new Map<string, V>();
  return (key) => {
    let value = kept.get(key);
    if (value === undefined && !kept.has(key)) {
      if (kept.size >= most) kept.clear();
      kept.set(key, (value = compute(key)));
    }
    return value as V;
  };
}
