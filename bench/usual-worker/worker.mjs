// What is usually written instead of the connector: Camunda's SDK asks for jobs, AWS's SDK sends, feelin evaluates. It is written as
// somebody would who cares: clients are kept, connections too, and as many as there are jobs in work.
//
// environment: ZEEBE_GRPC_ADDRESS, AWS_ENDPOINT_URL_SQS, JOB_TYPE, JOBS_IN_FLIGHT
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Camunda8 } from '@camunda8/sdk';
import { evaluate } from 'feelin';

const { AWS_ENDPOINT_URL_SQS, JOB_TYPE, JOBS_IN_FLIGHT } = process.env;
const jobsInFlight = Number(JOBS_IN_FLIGHT);

const camunda = new Camunda8({ CAMUNDA_AUTH_STRATEGY: 'NONE', CAMUNDA_LOG_LEVEL: 'warn' });
const zeebe = camunda.getZeebeGrpcApiClient();

/** One for each region and identity: each has its connections and the keys it signs with. */
const clients = new Map();

function clientOf(region, { accessKey, secretKey }) {
  const id = JSON.stringify([region, accessKey, secretKey]);
  let client = clients.get(id);
  if (client === undefined) {
    client = new SQSClient({
      region,
      credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
      endpoint: AWS_ENDPOINT_URL_SQS,
      useQueueUrlAsEndpoint: false,
      requestHandler: { httpAgent: { keepAlive: true, maxSockets: jobsInFlight } },
    });
    clients.set(id, client);
  }
  return client;
}

zeebe.createWorker({
  taskType: JOB_TYPE,
  maxJobsToActivate: jobsInFlight,
  timeout: 60_000,
  // With its default of 300 ms the worker would wait idly between jobs.
  pollInterval: 10,
  fetchVariable: ['authentication', 'configuration', 'queue'],
  onReady: () => console.log('working for the engine'),
  async taskHandler(job) {
    const { authentication, configuration, queue } = job.variables;
    try {
      const { messageBody } = queue;
      const { MessageId: messageId } = await clientOf(configuration.region, authentication).send(
        new SendMessageCommand({
          QueueUrl: queue.url,
          MessageBody: typeof messageBody === 'string' ? messageBody : JSON.stringify(messageBody),
          MessageAttributes: queue.messageAttributes,
        }),
      );
      const { value } = evaluate(job.customHeaders.resultExpression.slice(1), { response: { messageId } });
      return job.complete(value);
    } catch (error) {
      return job.fail({ errorMessage: error.message, retries: job.retries - 1, retryBackOff: 0 });
    }
  },
});
