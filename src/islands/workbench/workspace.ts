import type { DraftFiles } from '../../lessons/learner/drafts.ts';
import { dockerfilePath, type ExerciseFile } from '../../lessons/content/exercise-files.ts';
import type { ContextFiles } from '../../checker/index.ts';

/** The texts of an exercise as they stand. The one place that knows them; editors only show them. */
export class Workspace {
  readonly files: readonly ExerciseFile[];
  readonly #texts: Map<string, string>;

  /** @param draft Texts to begin with; files that the exercise does not let edit are left out. */
  constructor(files: readonly ExerciseFile[], draft: DraftFiles = {}) {
    this.files = files;
    this.#texts = new Map(
      files.map((file) => [file.path, (file.editable ? own(draft, file.path) : undefined) ?? file.starter]),
    );
  }

  /** The text of a file, empty for a path that is none of the exercise. */
  text(path: string = dockerfilePath): string {
    return this.#texts.get(path) ?? '';
  }

  /** Changes a file. Returns false when it cannot be edited or already reads so. */
  set(path: string, text: string): boolean {
    const file = this.files.find((candidate) => candidate.path === path);
    if (file?.editable !== true || this.#texts.get(path) === text) return false;
    this.#texts.set(path, text);
    return true;
  }

  /** The editable files, for a draft. */
  get draft(): DraftFiles {
    return Object.fromEntries(
      this.files.filter((file) => file.editable).map((file) => [file.path, this.text(file.path)]),
    );
  }

  /** The editable files as the lesson gives them. */
  get starter(): DraftFiles {
    return Object.fromEntries(this.files.filter((file) => file.editable).map((file) => [file.path, file.starter]));
  }

  /** Nothing differs from what the lesson gives. */
  get isStarter(): boolean {
    return this.files.every((file) => this.text(file.path) === file.starter);
  }

  /** The build context of this moment: everything but the Dockerfile. A new file that is still empty is not there. */
  get contextFiles(): ContextFiles {
    return Object.fromEntries(
      this.files
        .filter((file) => file.path !== dockerfilePath)
        .filter((file) => !file.isNew || this.text(file.path) !== '')
        .map((file) => [file.path, this.text(file.path)]),
    );
  }
}

function own(draft: DraftFiles, path: string): string | undefined {
  return Object.hasOwn(draft, path) ? draft[path] : undefined;
}
