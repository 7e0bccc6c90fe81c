import { authentication } from './authentication.ts';
import { engine } from './engine.ts';
import { operations } from './operations.ts';
import { proxies } from './proxies.ts';
import { secrets } from './secrets.ts';
import { targets } from './targets.ts';
import { tls } from './tls.ts';
import { worker } from './worker.ts';

/** All settings by topic, in the order of the documentation. */
export const topics = { engine, authentication, tls, worker, secrets, targets, proxies, operations };
