/**
 * What was found out about a part of the installation.
 *
 * - `ok`: it works, as far as can be known without sending
 * - `note`: it works, but not for every model, or not at all times
 * - `wrong`: the connector could not do its work
 */
export interface Check {
  readonly verdict: 'ok' | 'note' | 'wrong';
  readonly part: string;
  readonly text: string;
}

export const ok = (part: string, text: string): Check => ({ verdict: 'ok', part, text });
export const note = (part: string, text: string): Check => ({ verdict: 'note', part, text });
export const wrong = (part: string, text: string): Check => ({ verdict: 'wrong', part, text });
