import { cachedFound } from './cached.ts';
import { contextFound } from './context.ts';
import type { Forecast } from '../forecast/types.ts';
import { archivesFound, filesFound, moduleFound, packagesFound } from './layers.ts';
import { first, type Found, type Judged, MET, notYet, unknown, unmet } from './finding.ts';
import { type Naming, releasesFound } from './releases.ts';
import { timezoneFound } from './timezone.ts';
import { translationFound } from './translation.ts';
import { untouchedFound } from './untouched.ts';
import { variableFound } from './variable.ts';
import type { Holds } from './types.ts';

/** Judges what a goal says of the image; `naming` is what the names of images are judged by. */
export function holdsFound(holds: Holds, forecast: Forecast, naming: Naming): Found {
  const { model } = naming;
  const stage = forecast.target === undefined ? undefined : forecast.stages[forecast.target];
  if (stage === undefined) return notYet('There is no stage to build yet.');
  const judged: Judged = { forecast, stage };
  const {
    absent,
    present,
    context,
    cached,
    packages,
    modules,
    archives,
    pins,
    releases,
    base,
    loads,
    pid1,
    user,
    stops,
    timezone,
    translated,
    env,
    untouched,
    stack,
    imports,
  } = holds;
  const where = holds.in ?? 'image';
  const found: Found[] = [];
  if (base !== undefined) found.push(baseFound(base, judged));
  if (absent !== undefined) found.push(...absent.map((each) => filesFound(each, 'absent', where, judged)));
  if (present !== undefined) found.push(...present.map((each) => filesFound(each, 'present', 'image', judged)));
  for (const each of context?.absent ?? []) found.push(contextFound(each, 'absent', forecast));
  for (const each of context?.present ?? []) found.push(contextFound(each, 'present', forecast));
  for (const each of cached ?? []) found.push(cachedFound(each, forecast, model));
  if (packages?.absent !== undefined) found.push(packagesFound(packages.absent, 'absent', where, judged));
  if (packages?.present !== undefined) found.push(packagesFound(packages.present, 'present', 'image', judged));
  for (const each of modules?.absent ?? []) found.push(moduleFound(each, 'absent', where, judged));
  for (const each of modules?.present ?? []) found.push(moduleFound(each, 'present', 'image', judged));
  if (archives !== undefined) found.push(archivesFound(where, judged));
  if (pins !== undefined) found.push(pinsFound(judged));
  if (releases !== undefined) found.push(releasesFound(naming, forecast));
  if (loads !== undefined) found.push(loadsFound(loads, judged));
  if (pid1 !== undefined) found.push(running(judged) ?? (pid1 === 'init' ? initFound(judged) : directFound(judged)));
  if (user !== undefined) found.push(running(judged) ?? userFound(judged));
  if (stops !== undefined) found.push(running(judged) ?? stopsFound(judged));
  if (timezone !== undefined) found.push(running(judged) ?? timezoneFound(timezone, judged));
  if (translated !== undefined) found.push(running(judged) ?? translationFound(translated, judged));
  for (const [name, values] of Object.entries(env ?? {}))
    found.push(running(judged) ?? variableFound(name, values, judged));
  for (const path of untouched ?? []) found.push(untouchedFound(path, judged));
  if (stack !== undefined) found.push(running(judged) ?? stackFound(stack, judged));
  if (imports !== undefined) found.push(running(judged) ?? importsFound(imports, judged));
  return first(found);
}

function baseFound(base: string, { stage, forecast }: Judged): Found {
  if (stage.distro === base) return MET;
  const range = forecast.steps.find((step) => step.keyword === 'FROM' && step.stage === forecast.target)?.range;
  const name = stage.base ?? 'a name that is not known';
  if (stage.distro === 'unknown') {
    return unknown(`Whether \`${name}\` stands on Alpine is not known. Build the final image on \`alpine\`.`, range);
  }
  return unmet(`The final image stands on \`${name}\`. Build it on \`alpine\`: this lesson is about Alpine.`, range);
}

function pinsFound({ forecast, stage }: Judged): Found {
  const [pin] = forecast.stages.flatMap(({ pinned }) => pinned);
  if (pin !== undefined)
    return unmet(
      `\`${pin.word}\` asks for one build of the package, and the branch drops it with the next.`,
      pin.range,
    );
  if (forecast.outcome === 'fails') return notYet('The build stops before this can be judged.');
  if (stage.world === undefined) return unknown('Which packages are asked for is not known.');
  return MET;
}

function loadsFound(program: string, { stage, forecast }: Judged): Found {
  if (forecast.outcome === 'fails') return notYet('The build stops before the image is finished.');
  const { because, run } = forecast.start;
  const ofImage = (name: string): string | null | undefined => (stage.env.has(name) ? stage.env.get(name) : null);
  const { state, prints } = stage.loads(program, run?.env ?? ofImage);
  switch (state) {
    case 'loads':
      return MET;
    case 'absent':
      return notYet(`\`${program}\` is not in the image yet.`);
    case 'fails':
      // A script that another program is told to read needs no first line.
      if (forecast.job.outcome === 'done') return MET;
      return unmet(`When \`${program}\` starts: \`${prints ?? 'not found'}\`.`, because?.range);
    case 'unknown':
      return unknown(`Whether \`${program}\` can be loaded is not known: ${prints ?? 'not all files are known'}.`);
  }
}

function importsFound(wanted: NonNullable<Holds['imports']>, { forecast: { start } }: Judged): Found {
  const { run, because } = start;
  if (run === undefined && start.outcome !== 'unknown') return notYet('The script is not started yet.');
  const state = run?.imports?.(wanted.module, wanted.package) ?? 'unknown';
  if (state === 'there') return MET;
  return state === 'absent'
    ? unmet(`Python finds no module \`${wanted.module}\`.`, because?.range)
    : unknown(`Whether Python finds the module \`${wanted.module}\` is not known.`, because?.range);
}

/** Undefined when the container comes up, and what runs in it can be judged. */
function running({ forecast: { outcome, start } }: Judged): Found | undefined {
  if (outcome === 'fails') return notYet('The build stops before there is anything to start.');
  if (start.outcome === 'fails') return notYet('The container does not start yet.');
  return undefined;
}

function initFound({ forecast: { start } }: Judged): Found {
  const { pid1 = 'not known', init, because } = start;
  if (init === undefined) return unknown('What runs as PID 1 is not known.', because?.range);
  if (init) return MET;
  return unmet(`PID 1 is \`${pid1}\`.`, because?.range);
}

function directFound({ forecast: { start } }: Judged): Found {
  const { run, pid1 = 'not known', because } = start;
  if (run?.direct === true) return MET;
  if (run !== undefined) return unmet(`PID 1 is \`${pid1}\`, and the program is its child.`, because?.range);
  if (start.outcome === 'unknown') return unknown('What runs as PID 1 is not known.', because?.range);
  return notYet('The program is not started yet.');
}

function userFound({ forecast: { start } }: Judged): Found {
  const { run, because } = start;
  const isOpen = run === undefined && start.outcome === 'unknown';
  if (run === undefined && !isOpen) return notYet('The program is not started yet.');
  if (run?.uid === undefined) return unknown('Which user the program runs as is not known.', because?.range);
  return run.uid === 0 ? unmet('It runs as root.', because?.range) : MET;
}

function stackFound(wanted: number, { forecast: { start } }: Judged): Found {
  const { run, because, outcome } = start;
  if (run === undefined && outcome !== 'unknown') return notYet('The program is not started yet.');
  if (run?.stack === undefined) return unknown('How much stack its threads get is not known.', because?.range);
  return run.stack < wanted ? unmet(`Its threads get ${Math.floor(run.stack / 1024)} KiB.`, because?.range) : MET;
}

function stopsFound({ forecast: { start } }: Judged): Found {
  const { stops, pid1 = 'the program', because } = start;
  if (stops === 'term') return MET;
  if (stops === 'unknown') return unknown(`Whether \`${pid1}\` ends at the stop signal is not known.`, because?.range);
  return unmet(`\`${pid1}\` runs as PID 1 and does not end at the stop signal.`, because?.range);
}
