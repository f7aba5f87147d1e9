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
