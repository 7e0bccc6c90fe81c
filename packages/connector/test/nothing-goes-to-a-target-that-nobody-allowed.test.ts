import { describe, expect, test } from 'vitest';
import { targetOf } from '../src/sending/endpoint.ts';
import { requestOf } from './requests.ts';

const target = (url: string, region: string, rules: Partial<Parameters<typeof targetOf>[1]> = {}, endpoint?: string) =>
  targetOf(requestOf({ url }, { configuration: { region, endpoint } }), { allowedEndpoints: [], ...rules }).origin;

describe('hosts of SQS are known:', () => {
  test.each([
    ['https://sqs.eu-central-1.amazonaws.com/1/q', 'eu-central-1'],
    ['https://sqs-fips.us-east-1.amazonaws.com/1/q', 'us-east-1'],
    ['https://sqs.eu-west-1.api.aws/1/q', 'eu-west-1'],
    ['https://sqs.cn-north-1.amazonaws.com.cn/1/q', 'cn-north-1'],
    ['https://sqs.us-gov-west-1.amazonaws.com/1/q', 'us-gov-west-1'],
    ['https://eu-west-1.queue.amazonaws.com/1/q', 'eu-west-1'],
    ['https://queue.amazonaws.com/1/q', 'us-east-1'],
    ['https://vpce-0a1b2c-3d4e5f.sqs.us-east-1.vpce.amazonaws.com/1/q', 'us-east-1'],
    ['https://sqs.eusc-de-east-1.amazonaws.eu/1/q', 'eusc-de-east-1'],
    ['https://SQS.EU-CENTRAL-1.AMAZONAWS.COM/1/q', 'eu-central-1'],
  ])('%s', (url, region) => {
    expect(target(url, region)).toBe(new URL(url).origin);
  });
});

describe('refused, although it may look right:', () => {
  test.each([
    ['https://sqs.eu-central-1.amazonaws.com.evil.example/1/q', /SQS_CONNECTOR_ALLOWED_ENDPOINTS/],
    ['https://evil.example/sqs.eu-central-1.amazonaws.com/q', /no endpoint of Amazon SQS/],
    ['https://sqs.eu-central-1.evilamazonaws.com/1/q', /no endpoint/],
    ['http://sqs.eu-central-1.amazonaws.com/1/q', /no endpoint/],
    ['https://sqs.eu-central-1.amazonaws.com:8443/1/q', /no endpoint/],
    ['https://x.vpce-1.sqs.eu-central-1.vpce.amazonaws.com/1/q', /no endpoint/],
    ['https://sqs.eu-central-1.amazonaws.com@evil.example/1/q', /without user or fragment/],
    ['https://evil.example#.amazonaws.com/1/q', /without user or fragment/],
    ['http://169.254.169.254/latest', /link-local or metadata.*no setting allows/],
    ['file:///etc/passwd', /http\(s\) URL/],
    ['orders', /http\(s\) URL/],
    ['https://sqs.us-east-1.amazonaws.com/1/q', /region us-east-1, but configuration.region is eu-central-1/],
  ])('%s', (url, message) => {
    expect(() => target(url, 'eu-central-1')).toThrow(message);
  });
});

describe('the operator’s word', () => {
  const local = 'http://localhost:4566';
  test.each([
    [local, local],
    [`${local}`, 'http://localhost:*'],
    ['https://a.example.com', 'https://*.example.com'],
    ['https://a.example.com', 'https://*.Example.COM'],
    ['http://[::1]:4566', 'http://[::1]:*'],
    ['http://0.0.0.0:4566', 'http://0.0.0.0:4566'],
  ])('%s is allowed by %s', (origin, pattern) => {
    expect(target(`${origin}/1/q`, 'eu-central-1', { allowedEndpoints: [pattern] })).toBe(origin);
  });

  test.each([
    ['http://localhost:4567', local],
    ['https://localhost:4566', local],
    ['https://a.b.example.com', 'https://*.example.com'],
    ['https://example.com', 'https://*.example.com'],
    ['http://127.0.0.1:4566', 'http://127.0.0.*:4566'],
    ['http://127.0.0.1:4566', 'http://*.*.*.*:*'],
    ['http://[::1]:4566', 'http://*:*'],
  ])('%s is not allowed by %s', (origin, pattern) => {
    expect(() => target(`${origin}/1/q`, 'eu-central-1', { allowedEndpoints: [pattern] })).toThrow(/no endpoint/);
  });

  test('an endpoint with a path is refused: requests would go elsewhere than it says', () => {
    const rules = { allowedEndpoints: [local] };
    for (const path of ['/sqs-proxy', '/000000000000/orders', '/?x=1']) {
      expect(() => target(`${local}/1/q`, 'eu-central-1', rules, `${local}${path}`)).toThrow(
        expect.objectContaining({
          code: 'INVALID_QUEUE_URL',
          message: expect.stringContaining(`host and port alone, such as ${local}`),
        }),
      );
    }
    expect(target(`${local}/1/q`, 'eu-central-1', rules, `${local}/`)).toBe(local);
  });

  test('a path at a host of AWS means nothing, and is left out', () => {
    const aws = 'https://sqs.eu-central-1.amazonaws.com';
    expect(target(`${aws}/1/q`, 'eu-central-1', {}, `${aws}/1/q`)).toBe(aws);
  });

  test('an endpoint for all wins over the queue’s URL, a model’s own endpoint over both', () => {
    const rules = { endpointOverride: new URL(local), allowedEndpoints: ['http://127.0.0.1:1'] };
    expect(target('https://anything.example/1/q', 'eu-central-1', rules)).toBe(local);
    expect(target('https://anything.example/1/q', 'eu-central-1', rules, 'http://127.0.0.1:1')).toBe(
      'http://127.0.0.1:1',
    );
    expect(() => target('https://x.example/1/q', 'eu-central-1', rules, 'http://evil.example')).toThrow(
      /configuration.endpoint leads to/,
    );
  });
});
