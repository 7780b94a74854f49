import { checker } from '../../checker/index.ts';
import { startOwnWorker } from '../workers/own-worker.ts';
import type { Engine } from './grade-text.ts';
import type { WorkerPort } from './worker-client.ts';
import { serve } from './protocol.ts';

/**
 * The engine with every rule. This module is loaded by the page and is itself the program of the worker, so that
 * both run the same file of the build and the worker starts from what the browser already has.
 */
export const fullEngine: Engine = checker;

/** Starts this module again, in a worker. @throws Error when the browser does not let us. */
export function startWorker(): WorkerPort {
  return startOwnWorker(import.meta.url, { type: 'module', name: 'belay-engine' });
}

if ('WorkerGlobalScope' in globalThis) serve(globalThis, fullEngine);
