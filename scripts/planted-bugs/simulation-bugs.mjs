// Bugs that the simulation alone has to notice.
const WORKER = 'packages/runtime/src/camunda/worker.ts';
const ANSWER = 'packages/runtime/src/camunda/answer-job.ts';
const ENGINE_ERROR = 'packages/runtime/src/camunda/engine-error.ts';
const OAUTH = 'packages/runtime/src/camunda/authentication/oauth-authorization.ts';
const HANDLE = 'packages/runtime/src/job/handle-job.ts';
const SENDER = 'packages/connector/src/sending/sender.ts';
const MESSAGE = 'packages/connector/src/sending/send-message.ts';
const BATCH = 'packages/connector/src/sending/batching/batch-message.ts';
const BATCHER = 'packages/connector/src/sending/batching/batcher.ts';
const LANE = 'packages/connector/src/sending/batching/lane.ts';
const CREDENTIALS = 'packages/connector/src/sending/credentials.ts';
const IN_TIME = 'packages/connector/src/sending/credentials-in-time.ts';
const CLOCK = 'packages/connector/src/sending/signing-clock.ts';
const ENDPOINT = 'packages/connector/src/sending/endpoint.ts';
const JOB_ID = 'packages/connector/src/deduplication/job-id.ts';
const NAMESPACE = 'packages/connector/src/deduplication/namespace.ts';
const SEND_FOR_JOB = 'packages/connector/src/deduplication/send-for-job.ts';

/** What is broken, where, and which texts become which. */
export const simulationBugs = [
  [
    'a slot is not given back after a throw',
    WORKER,
    ["ownLog.error('the job could not be answered', { reason: reasonOf(error) });", 'await new Promise(() => {});'],
  ],
  [
    'a message is sent again after it was confirmed',
    HANDLE,
    [
      'const response = await',
      'await connector.execute(plan.request, { job, deadline: plan.deadline }); const response = await',
    ],
  ],
  [
    'a completion that fails becomes a failure of the job',
    ANSWER,
    ['await world.sleep(pause);', 'await world.sleep(pause); current = refusedAnswer(current, error);'],
  ],
  [
    'a poll is given up',
    WORKER,
    [
      'await client.activate({ ...activation, maxJobs: free, requestTimeoutMs })',
      'await Promise.race([client.activate({ ...activation, maxJobs: free, requestTimeoutMs }), world.sleep(requestTimeoutMs).then(() => [])])',
    ],
  ],
  [
    'a poll is given up when the worker stops',
    WORKER,
    ['await polling;', 'await Promise.race([polling, world.sleep(100)]);'],
  ],
  [
    'a job that came too late loses a retry',
    WORKER,
    ['retries: job.retries, variables', 'retries: job.retries - 1, variables'],
  ],
  ['pauses between polls grow without an end', WORKER, ['longestMs: 5000', 'longestMs: 1e9']],
  ['a failed poll ends the loop', WORKER, ['await world.sleep(pauseMs, draining.signal);', 'throw thrown;']],
  [
    'a failed token request is thrown at nobody',
    OAUTH,
    ['notBefore = world.now() + backoffMs(failures, PAUSES, world.random);', 'throw error;'],
  ],
  ['two token requests overwrite each other', OAUTH, ['if (isDue && !asking &&', 'if (isDue &&']],
  [
    'the engine is told of another job',
    WORKER,
    ['let isConnected = false;', 'let isConnected = false; let latest: ActivatedJob | undefined;'],
    ['const ownLog = jobLog(log, job);', 'const ownLog = jobLog(log, job); latest = job;'],
    ['await answerJob(client, job, handled', 'await answerJob(client, latest ?? job, handled'],
  ],
  [
    'deadlines are of the wall clock',
    WORKER,
    ['const receivedAt = world.now();', 'const receivedAt = world.wallClock();'],
  ],
  [
    'a request outlasts its job',
    SENDER,
    ['deadline: deadline - ANSWER_MARGIN_MS', 'deadline: deadline + ANSWER_MARGIN_MS'],
  ],
  [
    'a stop forgets the jobs in work',
    WORKER,
    ['await Promise.race([working, world.sleep(options.drainMs, allAnswered.signal)]);', ''],
  ],
  [
    'a stop leaves its timer behind',
    WORKER,
    ['world.sleep(options.drainMs, allAnswered.signal)', 'world.sleep(options.drainMs)'],
  ],
  [
    'a job that comes while the worker stops is dropped',
    WORKER,
    [
      'for (const job of jobs) start(job, receivedAt);',
      "if (life === 'running') for (const job of jobs) start(job, receivedAt);",
    ],
  ],
  ['a wrong checksum is taken as success', MESSAGE, ['md5 !== md5OfBody(request.body)', 'false']],
  [
    'a wrong checksum of the attributes is taken as success',
    MESSAGE,
    ['attributesMd5 !== expectedAttributes', 'false'],
  ],
  ['a job that is gone is told of again', ENGINE_ERROR, ["/NOT_FOUND/.test(text) ? 'notFound' : 'busy'", "'busy'"]],
  [
    'a job that is gone fails the next answer',
    ANSWER,
    [
      "return { answered: 'gone', outcome: current };\n        case 'conflict'",
      "current = refusedAnswer(current, error); break;\n        case 'conflict'",
    ],
  ],
  [
    'two identities share their credentials',
    CREDENTIALS,
    ['let chain:', 'let shared: AwsCredentials | undefined; let chain:'],
    [
      "if (credentials.kind === 'static') return credentials;",
      "if (credentials.kind === 'static') return (shared ??= credentials);",
    ],
  ],
  [
    'a provider of credentials that hangs keeps its job',
    IN_TIME,
    ["if (asked.credentials.kind === 'static') return answer;", 'return answer;'],
  ],
  [
    'messages of a batch get each other’s answers',
    BATCH,
    [
      'return requests.map((request, index) => () => {\n    const id = String(index);',
      'return requests.map((request, index) => () => {\n    const id = String((index + 1) % requests.length);',
    ],
  ],
  [
    'a part of a batch that fails takes its siblings with it',
    BATCH,
    ['failed.get(id);', 'failed.get(id) ?? [...failed.values()][0];'],
    ['&& !successful.has(id)', ''],
  ],
  [
    'a deduplication id is drawn by chance',
    JOB_ID,
    ['import { createHash }', 'import { createHash, randomUUID }'],
    ['[namespace, tenantId,', '[randomUUID(), namespace, tenantId,'],
  ],
  ['a deduplication id lacks the namespace', JOB_ID, ['[namespace, tenantId,', '[tenantId,']],
  [
    'a job that has lost a retry gets another deduplication id',
    JOB_ID,
    ['elementInstanceKey, key }', 'elementInstanceKey, key, retries }'],
    ['elementInstanceKey, key]);', 'elementInstanceKey, key, retries]);'],
  ],
  [
    'a cluster that is unknown has an empty name, and is not asked again',
    NAMESPACE,
    ['asking = undefined;\n        throw error;', "if (error) return '';\n        throw error;"],
  ],
  [
    'a job waits for the name of its cluster beyond its time',
    NAMESPACE,
    ['return await within(deadline, ask());', 'return await ask();'],
  ],
  ['an engine that does not tell its cluster is not asked again', NAMESPACE, ['asking = undefined;\n', '\n']],
  ['a queue that wants ids is asked again without one', SEND_FOR_JOB, ['queuesThatWantIds.add(request);', '']],
  ['a refused message is lost', SEND_FOR_JOB, ['if (!wantsId(error)) throw error;', 'throw error;']],
  [
    'an eleventh message is put into a request',
    LANE,
    ['entries.length === this.limits.maxEntries', 'entries.length > this.limits.maxEntries'],
  ],
  [
    'a request is larger than SQS takes',
    LANE,
    ['bytes + message.bytes > this.limits.maxBytes', 'message.bytes > this.limits.maxBytes'],
  ],
  [
    'what waits in a lane is woken by the next message only',
    BATCHER,
    [
      'isThrottling(outcome.delivery)),\n    );\n    this.letLeave(key, open);',
      'isThrottling(outcome.delivery)),\n    );',
    ],
    ['else if (!open.patience) void this.hurryLater(key, open);', ''],
    ['else if (lane.leastOf(deadlineOf) < open.patienceEndsAt) open.patience.abort();', ''],
  ],
  ['a lane is looked at once only', BATCHER, ['        open.isCalled = false;\n', '']],
  ['two requests of a group are under way', LANE, ['this.busyGroups.has(groupId)', 'false']],
  ['two identities share a request', BATCHER, ['accessKeyId, secretAccessKey, sessionToken]', ']']],
  ['a batch outlasts the first of its jobs', BATCHER, ['Math.min(...shipments', 'Math.max(...shipments']],
  ['rotated credentials are not fetched anew', SENDER, ['blamesCredentials(refusal) &&', 'false &&']],
  ['the clock is not corrected', CLOCK, ['this.offsetMs = serverTime - this.wallClock();', '']],
  ['SQS is asked without a pause', SENDER, ['if (pause > 0) await world.sleep(pause);', '']],
  [
    'a lost answer is taken as success',
    SENDER,
    [
      'if (!(error instanceof ConnectorError)) throw error;',
      "if (!(error instanceof ConnectorError)) throw error; if (error.code === 'CONNECTION_FAILED') return { kind: 'sent', response: { messageId: 'unknown', md5OfMessageBody: '' } };",
    ],
  ],
  ['throttling fails a job at once', SENDER, ["isTransient(refusal) ? 'repeatable' : 'final'", "'final'"]],
  [
    'an incident does not say that the message was sent',
    HANDLE,
    ['return { ...outcome, done, ', 'return { ...outcome, '],
  ],
  ['an error expression repeats the send', HANDLE, ['outcome && this.withoutRepetition(outcome)', 'outcome']],
  [
    'an incident does not say what was done before a result was refused',
    ANSWER,
    ['...(done !== undefined && { done })', ''],
  ],
  [
    'a token that is missing costs a job a retry',
    HANDLE,
    ["kind === 'busy' || kind === 'unauthorized'", "kind === 'busy'"],
  ],
  [
    'only the first of two that blame the clock is sent again',
    CLOCK,
    ['Math.abs(serverTime - signedAt)', 'Math.abs(serverTime - this.now())'],
  ],
  [
    'a request goes to a target that nobody allowed',
    ENDPOINT,
    ['if (rules.allowedEndpoints.some(', 'if (true || rules.allowedEndpoints.some('],
  ],
  ['a token that was withdrawn is kept', OAUTH, ['kept = undefined;\n', '\n']],
  [
    'chance is not the world’s',
    SENDER,
    ['backoffMs(failures, PAUSES, world.random)', 'backoffMs(failures, PAUSES, Math.random)'],
  ],
  ['a busy engine ends an answer', ANSWER, ['>= deadline', '>= 0']],
  [
    'an observer sees a job end twice',
    WORKER,
    ['logOutcome(ownLog, outcome);', "tell({ kind: 'jobEnded', job, answered, outcome, tookMs });"],
  ],
];
