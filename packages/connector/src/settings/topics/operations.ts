import { officialNames } from '../official-names.ts';
import { contextPath, oneOf, wholeNumber } from '../parsers.ts';
import { setting, topic } from '../setting.ts';

export const operations = topic('Operation', {
  httpPort: setting({
    names: ['SQS_CONNECTOR_HTTP_PORT'],
    broader: officialNames('server.port'),
    meaning: 'the port of probes and metrics; 0 for any that is free',
    parser: wholeNumber(0, 65_535),
    fallback: 8086,
  }),
  httpContextPath: setting({
    names: officialNames('server.servlet.context-path'),
    meaning: 'what precedes the paths of probes and metrics',
    parser: contextPath,
    fallback: '',
    fallbackText: 'nothing',
  }),
  logLevel: setting({
    names: ['SQS_CONNECTOR_LOG_LEVEL'],
    meaning: 'how much is logged',
    parser: oneOf({ debug: 'debug', info: 'info', warn: 'warn', error: 'error' }),
    fallback: 'info',
  }),
});
