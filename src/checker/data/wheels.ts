import { table } from './table.ts';

/**
 * Python packages that publish wheels for glibc (`manylinux`) and none for musl (`musllinux`).
 *
 * Value: Alpine's own package, '' for none; `!` in front: there is no source distribution either, so pip finds nothing.
 * Sources: scikit-learn/scikit-learn#27004 (declined 2024; no musllinux wheel up to 1.8), astro-informatics/s2fft#358
 * (jaxlib, 2026-02), apache/tooling-trusted-releases#518 (playwright 1.57, 2026-01), tensorflow/tensorflow#85371 (2025-01),
 * alpine-wheels/index#700 and pytorch/pytorch#102592 (torch). Alpine's package: signed community index of 3.19.
 */
const PACKAGES = table(`
jaxlib=! playwright=! scikit-learn=py3-scikit-learn tensorflow=! tensorflow-cpu=! torch=! torchaudio=!
torchvision=!
`);

/** When somebody should look again whether these packages publish musllinux wheels. */
export const WHEELS_CHECK_BY = '2027-05-31';

interface MissingWheel {
  /** The package of Alpine that has it. */
  readonly alpine: string | undefined;
  /** pip can build it where there are compilers. */
  readonly hasSource: boolean;
}

/** What is known of a package as pip names it, with case and `_` as pip compares them. */
export function missingWheel(name: string): MissingWheel | undefined {
  const key = name.toLowerCase().replace(/[-_.]+/g, '-');
  const value = PACKAGES.get(key);
  if (value === undefined) return undefined;
  return { alpine: value.replace('!', '') || undefined, hasSource: !value.startsWith('!') };
}
