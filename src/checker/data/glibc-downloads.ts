/**
 * Downloads that are built for glibc, by what their names say.
 *
 * Sources: the GNU triplets of Rust and others (`*-linux-gnu`; musl builds say `*-linux-musl`); PEP 513, 571, 599 and 600
 * (`manylinux`); repo.anaconda.com and conda-forge/miniforge (`Miniconda3-…-Linux-x86_64.sh` asks for glibc);
 * nodejs.org/dist, whose Linux builds are for glibc (nodejs/node `BUILDING.md`; those for musl are on
 * unofficial-builds.nodejs.org with `-musl` in their name); oven-sh/bun (`bun-linux-x64.zip` beside
 * `bun-linux-x64-musl.zip`); dotnet (`linux-x64` beside `linux-musl-x64`); adoptium (`_linux_hotspot_` beside
 * `_alpine-linux_hotspot_`); AWS CLI 2 (aws/aws-cli#4685: the bundle needs glibc). Seen 2026-11.
 */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/linux-gnu(?:eabihf|eabi|abi64|x32)?(?![\w])/, 'its name says `linux-gnu`'],
  [/manylinux[\d_]/, 'its name says `manylinux`'],
  [/(?:Miniconda|Anaconda|Miniforge|Mambaforge)\d?-.{0,60}Linux/, 'Conda is built for glibc'],
  [/nodejs\.org\/(?:dist|download\/release)\/.{0,80}linux-(?!.{0,80}musl)/, 'the builds of nodejs.org are for glibc'],
  [/bun-linux-(?:x64|aarch64)(?:-baseline)?\.zip/, 'Bun has another build for musl'],
  [/(?:dotnet|aspnetcore)-(?:sdk|runtime)-.{0,80}linux-(?:x64|arm64|arm)\.tar/, '.NET has another build for musl'],
  [/_(?:x64|aarch64)_linux_hotspot_/, 'Temurin has another build for Alpine'],
  [/awscli-exe-linux-/, 'the AWS CLI bundle needs glibc'],
];

/** How it shows that a download is for glibc; undefined when nothing says so. */
export function glibcDownload(url: string): string | undefined {
  if (url.includes('musl') || url.includes('unofficial-builds')) return undefined;
  return PATTERNS.find(([pattern]) => pattern.test(url))?.[1];
}
