import { serve } from './serve.ts';

/** The program of the worker: the one build of the checker that a browser gets, with every rule. */
serve(globalThis);
