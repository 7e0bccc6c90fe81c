import type { Stage, Step } from '../proxy/steps.ts';

/** Where on a job's way the connector is killed, and whether what it had just sent arrives all the same. */
export interface CrashSite {
  readonly name: string;
  readonly asked: 'activation' | 'SendMessage' | 'completion';
  readonly stage: Stage;
  readonly after: 'goOn' | 'drop';
}

/** Every step between a job's activation and its completion. */
export const CRASH_SITES: readonly CrashSite[] = [
  { name: 'the engine has given the job, and nobody gets it', asked: 'activation', stage: 'answered', after: 'drop' },
  { name: 'the message is on its way, and is lost', asked: 'SendMessage', stage: 'arrived', after: 'drop' },
  { name: 'the message is on its way, and arrives', asked: 'SendMessage', stage: 'arrived', after: 'goOn' },
  { name: 'SQS works on the message', asked: 'SendMessage', stage: 'passedOn', after: 'goOn' },
  { name: 'SQS has answered, and nobody learns it', asked: 'SendMessage', stage: 'answered', after: 'drop' },
  { name: 'the completion is on its way, and is lost', asked: 'completion', stage: 'arrived', after: 'drop' },
  { name: 'the completion is on its way, and arrives', asked: 'completion', stage: 'arrived', after: 'goOn' },
  { name: 'the engine works on the completion', asked: 'completion', stage: 'passedOn', after: 'goOn' },
  {
    name: 'the engine has completed the job, and nobody learns it',
    asked: 'completion',
    stage: 'answered',
    after: 'drop',
  },
];

/** Whether a step is that of a site. Most requests for jobs bring none; messages may leave together. */
export function isAt({ asked, stage }: CrashSite, step: Step): boolean {
  const isThat = step.asked === asked || step.asked === `${asked}Batch`;
  return isThat && step.stage === stage && !/"jobs":\s*\[\s*\]/.test(step.answer ?? '');
}
