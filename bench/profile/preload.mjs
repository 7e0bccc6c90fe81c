// Loaded before the connector: profiles it from one message of the parent to the next, so that its start is not in it.
import { Session } from 'node:inspector/promises';

const INTERVAL_US = 200;

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_US });
process.on('message', async (action) => {
  if (action === 'start') process.send(await session.post('Profiler.start'));
  else process.send((await session.post('Profiler.stop')).profile);
});
// The channel must not keep a connector that has stopped.
process.channel.unref();
