import type { Dependency } from './dependency.ts';
import type { IndexPackage } from './types.ts';

/** A dependency and the name that it is about. */
export interface Need {
  readonly dependency: Dependency;
  readonly target: NameState;
}

/** A package that answers to a name, with the version that it claims there; undefined when it claims none. */
export interface Offer {
  readonly candidate: Candidate;
  readonly version: string | undefined;
}

/** A package, and what one call finds out about it. */
export interface Candidate {
  readonly entry: IndexPackage;
  readonly name: NameState;
  /** Place in the index; behind it what a command makes. */
  readonly indexPlace: number;
  /** Repositories come in the order of the index; -1 for what only this system has. */
  readonly repository: number;
  /** A group that this command makes. */
  readonly madeNow: boolean;
  /** What it needs, conflicts among it; and the names of which something has to be there, each once. */
  readonly needs: readonly Need[];
  readonly wants: readonly Need[];
  /** Names that it answers to besides its own; the dependency's version is the claim. */
  readonly answers: readonly Need[];
  /** `install_if`. */
  readonly triggers: readonly Need[];
  /** Those of its names that other packages wait for; made when asked for. */
  watchedNames: readonly NameState[] | undefined;
  /** Who waits for them, name by name. */
  watchers: readonly NameState[] | undefined;

  installed: boolean;
  /** Place among offers: installed packages come before all others. */
  place: number;
  /** Somebody's needs lead to it. */
  reached: boolean;
  /** Longest known row of needs below it. */
  depth: number;
  /** Can still be chosen. */
  open: boolean;
  /** How many of the demands on its names it does not fulfil. */
  misses: number;
  /** Was an open candidate when its name was last looked at with a demand. */
  inLastRound: boolean;
  /** Its triggers are all there, or one cannot come any more. */
  fired: boolean;
  dud: boolean;
  flags: number;
  /** Flags that what it needs takes over. */
  passesOn: number;
  failed: boolean;
  inChanges: boolean;
}

/** A name, and what one call finds out about it. */
export interface NameState {
  readonly name: string;
  readonly bucket: number;
  /** All its packages are linked to what they need. */
  linked: boolean;
  /** Offers of the index in its order, and names whose packages need this one in apk's order. */
  readonly indexOffers: Offer[];
  readonly indexDependants: NameState[];
  /** Whether the index can tell who answers to it; made when asked for. */
  indexCovers: boolean | undefined;
  /** `rank` over the offers of the index; made when asked for. */
  indexRank: number | undefined;
  /** Names whose packages may come by themselves once this one is there, in apk's order; made when asked for. */
  watchers: readonly NameState[] | undefined;

  /** Like those of the index, with what is installed in front and what a command makes behind. */
  offers: Offer[];
  dependants: NameState[];
  reached: boolean;
  /** Named by the command. */
  asked: boolean;
  /** 0: every provider bears the name, 1: some do, 2: none does. */
  rank: number;
  depth: number;
  /** How often it is demanded. */
  demands: number;
  choice: Offer | undefined;
  settled: boolean;
  queued: boolean;
  needsChanged: boolean;
  triggersChanged: boolean;
  /** One of its packages is triggered; none ever can be. */
  fired: boolean;
  dud: boolean;
  severalOptions: boolean;
  dependantsSettled: boolean;

  inChanges: boolean;
  /** The installed package of that very name, and the name of the one that answers to it with a version. */
  installed: Candidate | undefined;
  installedAs: NameState | undefined;
  /** How many installed packages need it. */
  users: number;
}

/** Flags of a command on its packages. */
export const UPGRADE = 1;
export const LATEST = 2;
export const AVAILABLE = 4;

/** Forgets what a call found out about a package. */
export function resetCandidate(candidate: Candidate): void {
  candidate.installed = false;
  candidate.place = candidate.indexPlace;
  candidate.reached = false;
  candidate.depth = 0;
  candidate.open = false;
  candidate.misses = 0;
  candidate.inLastRound = false;
  candidate.fired = false;
  candidate.dud = false;
  candidate.flags = 0;
  candidate.passesOn = 0;
  candidate.failed = false;
  candidate.inChanges = false;
}

/** Forgets what a call found out about a name. */
export function resetName(name: NameState): void {
  name.offers = name.indexOffers;
  name.dependants = name.indexDependants;
  name.reached = false;
  name.asked = false;
  name.rank = 0;
  name.depth = 0;
  name.demands = 0;
  name.choice = undefined;
  name.settled = false;
  name.queued = false;
  name.needsChanged = false;
  name.triggersChanged = false;
  name.fired = false;
  name.dud = false;
  name.severalOptions = false;
  name.dependantsSettled = false;
  name.inChanges = false;
  name.installed = undefined;
  name.installedAs = undefined;
  name.users = 0;
}
