import { isOfficialImage } from '../data/official-images.ts';
import type { Finding } from '../rule.ts';
import { parseImageReference } from '../model/image-reference.ts';
import { once } from '../model/memo.ts';
import type { Base, Model, Stage } from '../model/types.ts';
import type { Comment } from '../syntax/dockerfile/types.ts';
import type { Range } from '../text.ts';
import { defaultBehind } from './arg-defaults.ts';
import { stageReferences } from './stage-references.ts';
import { isUnused } from './unused-stages.ts';

/** An image that a build takes from a registry: behind FROM, `COPY --from=` or `RUN --mount=from=`. */
export interface ImageUse {
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  readonly range: Range;
  /** The stage that uses it. */
  readonly stage: Stage;
  readonly isBase: boolean;
  /** The `ARG` that says the tag of a base, or its name where it has no tag. */
  readonly comesFrom: Finding['comesFrom'];
  /** The stage is one that nothing uses, so no build fetches the image. */
  readonly isUnused: boolean;
  /** A comment above is more than a heading: with a digest, somebody has decided and says why. */
  readonly isExplained: boolean;
}

/** Every image whose name is known, those behind FROM first. */
export function imageUses(model: Model): readonly ImageUse[] {
  return once(model, allUses);
}

function allUses(model: Model): ImageUse[] {
  const uses: ImageUse[] = [];
  for (const stage of model.stages) {
    const { base, from } = stage;
    const { name, tag, digest, range } = base;
    if (base.kind !== 'image' || name === undefined) continue;
    const isExplained = from.leading.some(explains);
    const comesFrom = defaultBehind(stage, placeOfTag(base), model);
    uses.push({
      name,
      tag,
      digest,
      range,
      stage,
      isBase: true,
      comesFrom,
      isUnused: isUnused(stage, model),
      isExplained,
    });
  }
  const references = stageReferences(model);
  if (references.length === 0) return uses;
  const stages = new Set(model.stages.map(({ name }) => name));
  for (const { value, range, stage, step } of references) {
    if (stages.has(value.toLowerCase()) || /^\d+$/.test(value)) continue;
    const isExplained = step.instruction.leading.some(explains);
    const image = parseImageReference(value);
    uses.push({
      ...image,
      range,
      stage,
      isBase: false,
      comesFrom: undefined,
      isUnused: isUnused(stage, model),
      isExplained,
    });
  }
  return uses;
}

/** Where the tag begins in a reference; its last character where there is none. */
export function placeOfTag({ reference = '', tag }: Pick<Base, 'reference' | 'tag'>): number {
  const [own = ''] = reference.split('@', 1);
  return tag === undefined ? own.length - 1 : own.length - tag.length;
}

const HEADING =
  /^[\W_]{0,20}(stage|step|build|builder|base|final|runtime|production|frontend|backend)\b(?:[^.]|\.(?=\w)){0,60}$/i;
const REASON =
  /\b(as|because|but|cannot|digest|fixed|for now|keep|kept|last|needs?|not|old|older|only|pin|pinned|since|so|until|while)\b|\d\.\d/i;

/** `# ======`, `# Build`, `# Stage 2: the assets`: what stands below, and nothing about the image. */
function explains({ text }: Comment): boolean {
  return /\w/.test(text) && (!HEADING.test(text) || REASON.test(text));
}

/** The name of an official image, of a mirror of it too (`public.ecr.aws/docker/library/node`); undefined for others. */
export function officialName(name: string): string | undefined {
  const short = name.replace(/^.*\/library\//, '');
  return isOfficialImage(short) ? short : undefined;
}
