import workerUrl from './worker.ts?worker&url';
import { startOwnWorker } from '../workers/own-worker.ts';
import type { WorkerPort } from './worker-queue.ts';

/** Starts the checker in a worker; its file loads only now. @throws Error when the browser does not let us. */
export function startWorker(): WorkerPort {
  return startOwnWorker(workerUrl, { type: 'module', name: 'belay-checker' });
}
