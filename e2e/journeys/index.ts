import { attributes } from './attributes.ts';
import { binding } from './binding.ts';
import { documented } from './documented.ts';
import { errors } from './errors.ts';
import { fifo } from './fifo.ts';
import { generations } from './generations.ts';
import type { Journey } from './journey.ts';
import { models } from './models.ts';
import { refusals } from './refused.ts';
import { results } from './results.ts';
import { secrets } from './secrets.ts';
import { sharedCredentials } from './shared-credentials.ts';
import { values } from './values.ts';

/** Every journey, for every world. */
export const journeys: readonly Journey[] = [
  ...documented,
  ...binding,
  ...attributes,
  ...values,
  ...results,
  ...secrets,
  ...refusals,
  ...errors,
  ...models,
  ...fifo,
  ...generations,
  ...sharedCredentials,
];
