/** Where a request stands on its way: at the proxy; with the server; its answer is back at the proxy, about to go. */
export type Stage = 'arrived' | 'passedOn' | 'answered';

export interface Step {
  /** What is asked for: `SendMessage`, `completion`. */
  readonly asked: string;
  readonly stage: Stage;
  /** What the server answered, from then on. */
  readonly answer?: string;
}

/** Is told of a step, and holds the request until it resolves. A request that is dropped goes no further. */
export type OnStep = (step: Step) => Promise<'goOn' | 'drop'>;
