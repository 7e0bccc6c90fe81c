import { probesOf, startConnectorProcess } from '../../e2e/cluster/connector-process.ts';
import type { OwnProcess } from '../../e2e/cluster/own-process.ts';
import { fetchPrograms } from '../../e2e/cluster/programs/fetch-programs.ts';
import { Records } from '../../e2e/cluster/records.ts';
import { startZeebe } from '../../e2e/cluster/zeebe.ts';
import { megabytesPerMinute } from '../../e2e/soak/slope.ts';
import { startSteadyLoad } from '../../e2e/soak/steady-load.ts';
import { type Second, startWatch } from '../../e2e/soak/watch.ts';
import { until } from '../../e2e/until.ts';
import { EngineApi } from '../../e2e/worlds/engine-api.ts';
import { startChild } from '../child.ts';
import { EngineStarts } from '../cluster/engine-starts.ts';
import { modelOf, ORDINARY, variablesOf } from '../cluster/instances.ts';
import type { Steady } from '../results.ts';
import { settingOf } from '../setting.ts';

const PER_SECOND = 50;
const PARTITIONS = 4;
const SQS_LATENCY_MS = '10';
const JOB_TYPE = 'steady';
/** Of all minutes: until then code is compiled and pools are filled. */
const WARM_UP_SHARE = 0.2;

/** @throws Error where an instance is not started, or does not complete */
export async function measureSteady(minutes: number, tell: (line: string) => void): Promise<Steady> {
  const lengthMs = minutes * 60_000;
  const zeebe = await startZeebe(fetchPrograms(), { partitions: PARTITIONS });
  const sqs = await startChild('sqs-stub', [SQS_LATENCY_MS]);
  const starts = new EngineStarts(zeebe.address);
  let connector: OwnProcess | undefined;
  try {
    const { endpoint } = await sqs.ask<{ readonly endpoint: string }>({});
    connector = await startConnectorProcess({
      CAMUNDA_REST_ADDRESS: zeebe.address,
      AWS_ENDPOINT_URL_SQS: endpoint,
      CONNECTOR_AWS_SQS_OUTBOUND_TYPE: JOB_TYPE,
    });
    const probes = await probesOf(connector);
    await new EngineApi(zeebe.address).deploy(modelOf(JOB_TYPE));
    const records = new Records(zeebe.records);
    const startedAt = performance.now();
    const now = () => performance.now() - startedAt;
    const load = startSteadyLoad(PER_SECOND, (n) => starts.start(JOB_TYPE, variablesOf(n, ORDINARY)));
    const watch = startWatch(probes, records, load, now);
    for (let minute = 1; minute <= minutes; minute++) {
      await until(`minute ${minute}`, 120_000, () => now() >= minute * 60_000, 200);
      const { completed = 0, residentBytes = 0 } = watch.seconds.at(-1) ?? {};
      tell(`minute ${minute} of ${minutes}: ${completed} completed, ${(residentBytes / 1e6).toFixed(0)} MB`);
    }
    await load.stop();
    await until('the last instance', 60_000, () => records.tally().completed >= load.started(), 500);
    watch.stop();
    if (load.refused() > 0 || watch.unanswered.length > 0) {
      const [reason] = watch.unanswered;
      throw new Error(`${load.refused()} starts and ${watch.unanswered.length} looks at the worker failed`, {
        cause: reason,
      });
    }
    // Nothing goes wrong here: whatever the worker complains of has to be looked at.
    const complaints = connector
      .output()
      .split('\n')
      .filter((line) => /"level":"(?:warn|error)"/.test(line));
    for (const complaint of complaints) tell(complaint);
    const rates = ratesPerMinute(watch.seconds);
    const slope = (bytes: (second: Second) => number) =>
      megabytesPerMinute(watch.seconds, bytes, lengthMs * WARM_UP_SHARE);
    return {
      setting: settingOf(['camunda-sqs-connector', 'undici']),
      minutes,
      perSecond: PER_SECOND,
      partitions: PARTITIONS,
      lowestMinute: Math.min(...rates),
      highestMinute: Math.max(...rates),
      residentMbPerMinute: slope(({ residentBytes }) => residentBytes),
      heapMbPerMinute: slope(({ heapBytes }) => heapBytes),
      warnings: complaints.length,
    };
  } finally {
    starts.close();
    await connector?.stop(20_000);
    await Promise.all([zeebe.stop(), sqs.stop()]);
  }
}

/** What was completed in each whole minute, a second. The first looks at nothing: the worker starts to work then. */
function ratesPerMinute(seconds: readonly Second[]): readonly number[] {
  const marks = seconds.filter(({ atMs }, index) => {
    const before = seconds[index - 1];
    return before === undefined || Math.floor(before.atMs / 60_000) < Math.floor(atMs / 60_000);
  });
  return marks.slice(1).map((mark, index) => {
    const before = marks[index] ?? mark;
    return ((mark.completed - before.completed) * 1000) / (mark.atMs - before.atMs);
  });
}
