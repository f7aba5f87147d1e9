/** Answers kept by name, up to a number of them; then all are forgotten and found anew as they are asked for. */
export class Kept<V extends object> {
  private readonly values = new Map<string, V>();

  constructor(private readonly most: number) {}

  get(key: string, make: () => V): V {
    let value = this.values.get(key);
    if (value === undefined) {
      if (this.values.size >= this.most) this.values.clear();
      this.values.set(key, (value = make()));
    }
    return value;
  }
}

/** The same by object, which is not held for it; a number of answers are kept, then all are forgotten. */
export class KeptOf<K extends object, V extends object> {
  private values = new WeakMap<K, V>();
  private count = 0;

  constructor(private readonly most: number) {}

  get(key: K, make: () => V): V {
    let value = this.values.get(key);
    if (value === undefined) {
      if (this.count >= this.most) {
        this.values = new WeakMap();
        this.count = 0;
      }
      this.count += 1;
      this.values.set(key, (value = make()));
    }
    return value;
  }
}
