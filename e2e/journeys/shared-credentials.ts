import { type Generation, write } from '../generations/generation.ts';
import { PUBLISHED } from '../generations/published.ts';
import type { Journey } from './journey.ts';

const KEYS = '{type: "credentials", accessKey: "{{secrets.ACCESS_KEY}}", secretKey: "{{secrets.SECRET_KEY}}"}';
const CREDENTIAL = `={authentication: ${KEYS}, region: "eu-central-1"}`;
const CHAIN = '={authentication: {type: "defaultCredentialsChain"}, region: "eu-central-1"}';
const AS_VARIABLE =
  '{"awsCredential":{"authentication":{"accessKey":"{{secrets.ACCESS_KEY}}","secretKey":"secrets.SECRET_KEY"},"region":"eu-central-1"}}';

/** A region that is not the queue's: what uses it is refused. */
const OTHER_REGION = { 'configuration.region': 'us-east-1' };
const INLINE = { 'authentication.accessKey': 'AKIAPLAIN', 'authentication.secretKey': 'canary-plain', ...OTHER_REGION };

const sent: Partial<Journey> & Pick<Journey, 'ends'> = { sent: [{ body: 'hello' }], ends: { completed: {} } };

const made = (generation: Generation, what: string, values: Readonly<Record<string, string>>, more: object = {}) => {
  const { inputs, headers, retries } = write(generation, {
    'queue.url': '<url>',
    'queue.messageBody': '="hello"',
    ...values,
  });
  return { name: `${generation.name}: ${what}`, allInputs: inputs, headers, retries, ...sent, ...more };
};

/** Models whose keys and region are an object that stands outside of them: from 8.10 on a cluster variable, before it any expression. */
export const sharedCredentials: readonly Journey[] = [
  made(PUBLISHED.v12, 'a shared credential wins over keys and region', { ...INLINE, awsCredential: CREDENTIAL }),
  made(PUBLISHED.v13, 'a shared credential may name the default chain', { ...INLINE, awsCredential: CHAIN }),
  made(
    PUBLISHED.v13,
    'a shared credential in a process variable',
    { ...INLINE, awsCredential: '=awsCredential' },
    { variables: AS_VARIABLE },
  ),
  made(
    PUBLISHED.v11later,
    'a process variable that is called awsCredential counts, although the template does not know it',
    INLINE,
    { variables: AS_VARIABLE },
  ),
  {
    name: 'our own template: a shared credential, and neither keys nor region',
    allInputs: {
      awsCredential: CREDENTIAL,
      'queue.url': '<url>',
      'queue.type': 'standard',
      'queue.messageBody': '="hello"',
    },
    ...sent,
  },
];
