/** Long work under way, by the name its window gave it, so that it can be cancelled. */
export class JobBoard {
  private readonly running = new Map<string, AbortController>();

  async run<T>(job: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.running.has(job)) throw new Error(`job ${job} is running already`);
    const controller = new AbortController();
    this.running.set(job, controller);
    try {
      return await work(controller.signal);
    } finally {
      this.running.delete(job);
    }
  }

  /** Nothing happens where the job has ended: it was faster. */
  cancel(job: string): void {
    this.running.get(job)?.abort();
  }

  cancelAll(): void {
    for (const controller of this.running.values()) controller.abort();
  }
}
