import { isJsonObject, type JsonObject, type JsonValue } from '@camunda-sqs-connector/feel/json';
import { regionalEndpoint } from '../sending/aws-hosts.ts';

/** The region of everything that stands in for something unknown. */
export const STAND_IN_REGION = 'eu-central-1';

const authentication = { type: 'defaultCredentialsChain', accessKey: 'unknown', secretKey: 'unknown' };

/** A task that is right. What is optional in it is left out, so that it cannot be wrong together with what is known. */
const RIGHT: JsonObject = {
  authentication,
  configuration: { region: STAND_IN_REGION },
  awsCredential: { authentication, region: STAND_IN_REGION },
  queue: {
    url: standInUrl(STAND_IN_REGION),
    region: STAND_IN_REGION,
    messageBody: 'unknown',
    messageGroupId: 'unknown',
  },
};

/** Something right at the path of an input; undefined where the input may be left out. */
export function standInFor(path: string): JsonValue | undefined {
  let value: JsonValue | undefined = RIGHT;
  for (const name of path.split('.')) value = isJsonObject(value) ? value[name] : undefined;
  return value;
}

/** The URL of some queue in a region. */
export function standInUrl(region: string): string {
  return `${regionalEndpoint(region).origin}/123456789012/unknown`;
}
