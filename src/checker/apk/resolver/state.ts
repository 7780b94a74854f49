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

/** What one call knows about a package. */
export interface Candidate {
  readonly entry: IndexPackage;
  readonly name: NameState;
  /** Place among all packages: installed ones, then the index, then new groups. */
  readonly place: number;
  /** Repositories come in the order of the index; -1 for what only this system has. */
  readonly repository: number;
  readonly installed: boolean;
  /** A group that this command makes. */
  readonly madeNow: boolean;
  needs: readonly Need[];
  /** Names that it answers to besides its own; the dependency's version is the claim. */
  answers: readonly Need[];
  /** `install_if`. */
  triggers: readonly Need[];

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

/** What one call knows about a name. */
export interface NameState {
  readonly name: string;
  readonly bucket: number;
  /** In apk's order: installed, index, new groups. */
  readonly offers: Offer[];
  /** Names whose packages need this one, in apk's order. */
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
