/**
 * Python packages that publish wheels for glibc (`manylinux`) and none for musl (`musllinux`).
 *
 * Value: Alpine's own package, '' for none; `!` in front: there is no source distribution either, so pip finds nothing at all.
 * Sources: scikit-learn/scikit-learn#27004 (declined 2024) and its wheels of 1.8; microsoft/onnxruntime#2909 and #17986;
 * pytorch/pytorch and tensorflow/tensorflow (wheels for manylinux only, no source distribution); microsoft/playwright-python
 * (docs: Alpine is not supported). Alpine's packages: signed community index of 3.19. Seen 2026-11; to be looked at again
 * when one of them begins to publish musllinux wheels.
 */
const PACKAGES: Readonly<Record<string, string | undefined>> = {
  jaxlib: '!',
  onnxruntime: '!',
  'onnxruntime-gpu': '!',
  playwright: '!',
  'scikit-learn': 'py3-scikit-learn',
  tensorflow: '!',
  'tensorflow-cpu': '!',
  torch: '!',
  torchaudio: '!',
  torchvision: '!',
};

export interface MissingWheel {
  /** The package of Alpine that has it. */
  readonly alpine: string | undefined;
  /** pip can build it where there are compilers. */
  readonly hasSource: boolean;
}

/** What is known of a package as pip names it, case and `_` as pip compares them. */
export function missingWheel(name: string): MissingWheel | undefined {
  const key = name.toLowerCase().replace(/[-_.]+/g, '-');
  const value = Object.hasOwn(PACKAGES, key) ? PACKAGES[key] : undefined;
  if (value === undefined) return undefined;
  return { alpine: value.replace('!', '') || undefined, hasSource: !value.startsWith('!') };
}

export const WHEELS_CHECK_BY = '2027-05-31';
