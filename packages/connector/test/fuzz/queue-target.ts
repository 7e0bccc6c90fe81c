import { stringifyJson } from '@camunda-sqs-connector/feel/json';
import { ConnectorError, realWorld } from '@camunda-sqs-connector/runtime';
import { createSender, type Sender } from '../../src/sending/sender.ts';
import { requestOf } from '../requests.ts';
import { CANARIES, canariesIn } from './canaries.ts';
import { answerOf, startHostileServer } from './hostile-server.ts';
import { firstOf, pollution, type Target, type Verdict } from './verdict.ts';

/** The sender stops half a second before it. */
const TIME_LEFT_MS = 1500;
const LONGEST_MS = 10_000;
const LONGEST_ID = 256;

/** A queue server's answer to a message, whatever its bytes: short clean ids, or an error that is told and holds no credential. */
export async function queueTarget(): Promise<Target> {
  const server = await startHostileServer();
  const sender = createSender({
    targets: { endpointOverride: server.address, allowedEndpoints: [] },
    credentials: async () => ({
      accessKeyId: CANARIES.machineKey,
      secretAccessKey: CANARIES.plainKey,
      sessionToken: CANARIES.machineToken,
    }),
    world: realWorld,
    maxAttempts: 2,
  });
  return {
    async check(input) {
      server.set(answerOf(input));
      const started = performance.now();
      const verdict = await asked(sender);
      const tookMs = performance.now() - started;
      return firstOf(verdict, tookMs > LONGEST_MS ? `it took ${Math.round(tookMs)} ms` : undefined, pollution());
    },
    async close() {
      await server.stop();
      await sender.close();
    },
  };
}

async function asked(sender: Sender): Promise<Verdict> {
  try {
    const response = await sender.send(requestOf(), realWorld.now() + TIME_LEFT_MS);
    const odd = Object.entries(response).find(([, text]) => text.length > LONGEST_ID || !/^[!-~]*$/.test(text));
    return odd && `it gives a ${odd[0]} of ${odd[1].length} characters`;
  } catch (error) {
    if (!(error instanceof ConnectorError)) return `it threw ${String(error).slice(0, 300)}`;
    const { code, type, message } = error;
    if (!/^[\w.*-]{1,128}$/.test(code)) return `its error's code is ${code.slice(0, 100)}`;
    const leaked = canariesIn(stringifyJson({ code, type, message }));
    return leaked.length > 0 ? `it tells ${leaked.join()}` : undefined;
  }
}
