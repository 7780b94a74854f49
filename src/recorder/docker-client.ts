/**
 * Stands in for `docker` in the recorded shell: runs the real client with the arguments that a recording needs
 * and notes both. Called as `docker-client.ts <settings file> <arguments…>`.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { argumentsToRun, parseCalls, type CommandSettings, type DockerCall } from './docker-command.ts';

const [settingsFile = '', ...typed] = process.argv.slice(2);
const settings = JSON.parse(readFileSync(settingsFile, 'utf8')) as CommandSettings;
const earlier = parseCalls(readFileSync(settings.log, 'utf8'));
const ran = argumentsToRun(typed, settings, earlier);
const { status, signal, error } = spawnSync(settings.client, ran, {
  stdio: 'inherit',
  env: { ...process.env, PATH: settings.path, DOCKER_BUILDKIT: '1' },
});
if (error !== undefined) console.error(error.message);
const exitCode = status ?? (signal === null ? 127 : 128 + constants.signals[signal]);
const call: DockerCall = { typed, ran, exitCode };
appendFileSync(settings.log, `${JSON.stringify(call)}\n`);
process.exitCode = exitCode;
