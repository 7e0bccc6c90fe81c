import { join } from 'node:path';
import { until } from '../until.ts';
import { freePorts } from './free-ports.ts';
import { startProcess } from './own-process.ts';
import type { Programs } from './programs/fetch-programs.ts';

/** An SQS server of other people's making. */
export interface ElasticMq {
  /** What `AWS_ENDPOINT_URL_SQS` has to be. */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** @throws Error with the end of its log where it does not start */
export async function startElasticMq(programs: Programs): Promise<ElasticMq> {
  const [port = 0] = await freePorts(1);
  const endpoint = `http://127.0.0.1:${port}`;
  const args = [
    '-Xmx256m',
    '-XX:TieredStopAtLevel=1',
    '-Drest-sqs.bind-hostname=127.0.0.1',
    `-Drest-sqs.bind-port=${port}`,
    '-Drest-stats.enabled=false',
    `-Dnode-address.port=${port}`,
    '-cp',
    join(programs.elasticMq, '*'),
    'org.elasticmq.server.Main',
  ];
  const server = startProcess('ElasticMQ', programs.java, { args });
  try {
    await Promise.race([
      until('ElasticMQ to answer', 60_000, () => answers(endpoint), 100),
      server.ended.then(() => Promise.reject(new Error('it ended'))),
    ]);
  } catch (error) {
    await server.stop();
    const log = server.output().split('\n').slice(-40).join('\n');
    throw new Error(
      `ElasticMQ did not start (${error instanceof Error ? error.message : error}). Its log ends:\n${log}`,
    );
  }
  return {
    endpoint,
    async stop() {
      await server.stop();
    },
  };
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.ListQueues' };
    const answer = await fetch(endpoint, { method: 'POST', headers, body: '{}', signal: AbortSignal.timeout(2000) });
    return answer.ok;
  } catch {
    return false;
  }
}
