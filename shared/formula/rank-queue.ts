/** Nodes waiting to be recalculated, taken in dependency order, each once: a binary heap by rank. */
export class RankQueue {
  private readonly heap: number[] = [];
  private readonly waiting = new Set<number>();

  constructor(private readonly rank: Int32Array) {}

  push(node: number): void {
    if (this.waiting.has(node)) return;
    this.waiting.add(node);
    const { heap } = this;
    let at = heap.push(node) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.key(at) >= this.key(above)) break;
      this.swap(at, above);
      at = above;
    }
  }

  pop(): number | undefined {
    const { heap } = this;
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined) return undefined;
    this.waiting.delete(top);
    if (heap.length === 0) return top;
    heap[0] = last;
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      if (left >= heap.length) break;
      const least = left + 1 < heap.length && this.key(left + 1) < this.key(left) ? left + 1 : left;
      if (this.key(least) >= this.key(at)) break;
      this.swap(at, least);
      at = least;
    }
    return top;
  }

  private key(at: number): number {
    return this.rank[this.heap[at] as number] ?? 0;
  }

  private swap(a: number, b: number): void {
    const { heap } = this;
    [heap[a], heap[b]] = [heap[b] as number, heap[a] as number];
  }
}
