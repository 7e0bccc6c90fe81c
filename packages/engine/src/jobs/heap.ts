/** The smallest item first. Pushing and popping cost the logarithm of the size. */
export class Heap<Item> {
  private readonly items: Item[] = [];
  private readonly compare: (a: Item, b: Item) => number;

  constructor(compare: (a: Item, b: Item) => number) {
    this.compare = compare;
  }

  peek(): Item | undefined {
    return this.items[0];
  }

  push(item: Item): void {
    let index = this.items.push(item) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.swapIfSmaller(index, parent)) break;
      index = parent;
    }
  }

  pop(): Item | undefined {
    const [first] = this.items;
    const last = this.items.pop();
    if (last === undefined || this.items.length === 0) return first;
    this.items[0] = last;
    for (let index = 0; ; ) {
      const left = 2 * index + 1;
      const child = this.isSmaller(left + 1, left) ? left + 1 : left;
      if (!this.swapIfSmaller(child, index)) return first;
      index = child;
    }
  }

  private swapIfSmaller(child: number, parent: number): boolean {
    if (!this.isSmaller(child, parent)) return false;
    const { items } = this;
    [items[child], items[parent]] = [items[parent] as Item, items[child] as Item];
    return true;
  }

  private isSmaller(a: number, b: number): boolean {
    return a < this.items.length && this.compare(this.items[a] as Item, this.items[b] as Item) < 0;
  }
}
