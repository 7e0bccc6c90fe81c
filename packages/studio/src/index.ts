/** The demo: a process, a queue and a message, with Node alone. */
export { demo } from './demo.ts';
