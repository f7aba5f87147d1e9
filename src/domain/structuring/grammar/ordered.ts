/** Index of the first item that starts at or behind a position, of items in order of their starts; their number if none does. */
export function firstFrom(items: readonly { start: number }[], position: number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.start ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Items in order that lie within [from, to). */
export function within<T extends { start: number; end: number }>(items: readonly T[], from: number, to: number): T[] {
  const found: T[] = [];
  for (let i = firstFrom(items, from); i < items.length; i++) {
    const item = items[i];
    if (!item || item.start >= to) break;
    if (item.end <= to) found.push(item);
  }
  return found;
}
