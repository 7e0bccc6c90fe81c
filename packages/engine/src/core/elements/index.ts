import type { Behaviours } from '../behaviour.ts';
import { callActivity, jobTask, passThroughTask, scriptTask, userTask } from './activities.ts';
import { eventSubProcess, process, subProcess } from './containers.ts';
import { boundaryEvent, catchEvent, linkTarget, startEvent, throwEvent } from './events.ts';
import { eventBasedGateway, exclusiveGateway, inclusiveGateway, parallelGateway } from './gateways.ts';
import { loopBody } from './loop-body.ts';

/** What elements of each kind do. */
export const behaviours: Behaviours = {
  process,
  subProcess,
  eventSubProcess,
  startEvent,
  boundaryEvent,
  catchEvent,
  throwEvent,
  linkTarget,
  jobTask,
  userTask,
  scriptTask,
  passThroughTask,
  callActivity,
  exclusiveGateway,
  inclusiveGateway,
  parallelGateway,
  eventBasedGateway,
  loopBody,
};
