// Breaks the product's code in one place after the other, and shows that the tests notice each. Changes nothing for good.
// usage: planted-bugs.mjs [TEXT]   (only bugs whose name holds the text)
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const RUNTIME = 'packages/runtime/src';
const CONNECTOR = 'packages/connector/src';

/** What is broken, where, and the text that is replaced. */
const bugs = [
  [
    'a failed mapping repeats the send',
    `${RUNTIME}/job/handle-job.ts`,
    'this.done === undefined ? retries : 0',
    'retries',
  ],
  [
    'an error expression repeats the send',
    `${RUNTIME}/job/handle-job.ts`,
    '&& this.done !== undefined ?',
    '&& false ?',
  ],
  ['blank secrets are hidden', `${RUNTIME}/secrets/mask.ts`, "value.trim() !== ''", "value !== ''"],
  ['secrets are resolved in messages', `${RUNTIME}/secrets/resolve-secrets.ts`, 'return configures ?', 'return true ?'],
  ['a late job loses a retry', `${RUNTIME}/camunda/worker.ts`, 'retries: job.retries,', 'retries: job.retries - 1,'],
  ['a busy engine ends the loop of answers', `${RUNTIME}/camunda/answer-job.ts`, '>= deadline', '>= 0'],
  ['retries are not counted down', `${RUNTIME}/job/handle-job.ts`, 'this.job.retries - 1', 'this.job.retries'],
  [
    'a wrong checksum is taken as success',
    `${CONNECTOR}/sending/send-message.ts`,
    'md5 !== md5OfBody(request.body)',
    'false',
  ],
  [
    'any host may get credentials',
    `${CONNECTOR}/sending/endpoint.ts`,
    'matchesHost(url.hostname, host.toLowerCase())',
    'true',
  ],
  [
    'a name may lead to a metadata service',
    `${CONNECTOR}/sending/endpoint-connections.ts`,
    'lookup: guardedLookup(this.network.lookup)',
    '',
  ],
  [
    'one good address excuses a bad one',
    `${CONNECTOR}/sending/guarded-lookup.ts`,
    'addresses.find((one)',
    'addresses.slice(0, 1).find((one)',
  ],
  [
    'messages go over connections that were made for credentials',
    `${CONNECTOR}/sending/endpoint-connections.ts`,
    'kept(this.forMessages, target,',
    'kept(this.forCredentials, target,',
  ],
  [
    'IPv6 hides addresses of IPv4',
    `${CONNECTOR}/sending/local-addresses.ts`,
    '[network, ...inIpv6(network)]',
    '[network]',
  ],
  [
    'a foreign region is not noticed',
    `${CONNECTOR}/sending/endpoint.ts`,
    'if (!aws || aws.region === region) return;',
    'return;',
  ],
  [
    'bodies are JSON even where they are texts',
    `${CONNECTOR}/request/schema.ts`,
    "typeof body === 'string' ? body :",
    "typeof body === 'number' ? String(body) :",
  ],
  [
    '11 attributes are taken',
    `${CONNECTOR}/request/attributes.ts`,
    'entries.length > LIMITS.attributes',
    'entries.length > 99',
  ],
  [
    'digits of big integers are lost',
    'packages/feel/src/json/exact-number.ts',
    'String(plain) === text ? plain',
    'true ? plain',
  ],
  [
    'a FIFO queue forgets what it has seen',
    'packages/queue/src/core/deduplication.ts',
    'known && known.until > now',
    'known && known.until < now',
  ],
  [
    'expired credentials are not fetched anew',
    `${CONNECTOR}/sending/sender.ts`,
    'blamesCredentials(refusal) &&',
    'false &&',
  ],
  [
    'an error event gives its variables to the process unasked',
    'packages/engine/src/core/elements/events.ts',
    "trigger.kind !== 'error'",
    'true',
  ],
  [
    'a job is handed out again before its time is over',
    'packages/engine/src/jobs/jobs.ts',
    'next && next.at <= now;',
    'next && next.at <= now + 1_000_000;',
  ],
  [
    'each request asks for a token of its own',
    `${RUNTIME}/camunda/authentication/oauth-authorization.ts`,
    'if (isDue && !asking &&',
    'if (isDue &&',
  ],
  [
    'a token server that fails is begged',
    `${RUNTIME}/camunda/authentication/oauth-authorization.ts`,
    '(failures === 0 || now >= notBefore)',
    'true',
  ],
  [
    'tokens may come from anybody who answers as the issuer',
    `${RUNTIME}/camunda/authentication/token-server.ts`,
    "if (kind === 'issuer' &&",
    'if (false &&',
  ],
  [
    'the client certificate is kept from proxied connections',
    `${RUNTIME}/network/connections.ts`,
    'requestTls: { ...tls },',
    '',
  ],
  [
    'a gateway’s 404 ends a job that is there',
    `${RUNTIME}/camunda/engine-error.ts`,
    "/NOT_FOUND/.test(text) ? 'notFound' : 'busy'",
    "'notFound'",
  ],
  [
    'a send outlasts its job',
    `${CONNECTOR}/sending/sender.ts`,
    'deadline - ANSWER_MARGIN_MS - world.now()',
    'Number.POSITIVE_INFINITY',
  ],
  ['proxies are not used', `${CONNECTOR}/start-connector.ts`, '{ proxies: settings.proxies }', '{}'],
  [
    'a silent engine leaves the worker ready',
    `${RUNTIME}/operations/worker-health.ts`,
    'silentMs > pollMs + READY_MARGIN_MS',
    'false',
  ],
];

const [wanted = ''] = process.argv.slice(2);
let noticed = 0;
let missed = 0;
for (const [name, file, from, to] of bugs.filter(([name]) => name.includes(wanted))) {
  const original = readFileSync(file, 'utf8');
  if (original.split(from).length !== 2) throw new Error(`${file} does not hold exactly one: ${from}`);
  try {
    writeFileSync(file, original.replace(from, to));
    const tests = ['packages', 'e2e/journeys', 'e2e/settings'];
    const { status } = spawnSync('node_modules/.bin/vitest', ['run', '--bail=1', '--testTimeout=3000', ...tests], {
      encoding: 'utf8',
    });
    if (status === 0) missed++;
    else noticed++;
    console.log(`${status === 0 ? 'MISSED ' : 'noticed'} ${name}`);
  } finally {
    writeFileSync(file, original);
  }
}
console.log(`${noticed} passed, ${missed} failed`);
process.exit(missed === 0 ? 0 : 1);
