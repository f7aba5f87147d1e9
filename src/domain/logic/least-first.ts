/** Moves the `count` least numbers to the front, in no order (Hoare's selection; linear time on average). */
export function leastFirst(numbers: Float64Array, count: number): void {
  const last = count - 1;
  let from = 0;
  let to = numbers.length - 1;
  while (from < to) {
    const pivot = numbers[(from + to) >>> 1] as number;
    let i = from;
    let j = to;
    while (i <= j) {
      while ((numbers[i] as number) < pivot) i++;
      while ((numbers[j] as number) > pivot) j--;
      if (i > j) break;
      const moved = numbers[i] as number;
      numbers[i++] = numbers[j] as number;
      numbers[j--] = moved;
    }
    if (j < last) from = i;
    if (last < i) to = j;
  }
}
