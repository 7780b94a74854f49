import { chainOf } from '../../model/stage-chain.ts';
import { baseName, isWithin } from '../../model/paths.ts';
import type { Model, Stage } from '../../model/types.ts';
import { portsOf } from '../../facts/serves.ts';

/** Who may use the socket of Docker is root on the host, whatever USER says. GitHub wants root for its actions. */
const WANTS_ROOT =
  /\bdocker\.sock\b|\bDOCKER_HOST\b|\bdocker\/compose\b|\/docker-compose(?![\w.-])|\/s?bin\/(docker|dockerd|podman|buildah|kaniko)(?![\w.-])|\/dev\/(tty(USB|ACM|AMA|S)|serial|i2c|spidev|gpio|snd|video|dri|kvm|net\/tun|fuse|mem|bus)|\bcom\.github\.actions\b|\/github\/workspace\b/;

/** Tools for the network, the file systems, the containers and the devices of the host. */
const HOST_PACKAGES = new Set(
  'docker-cli docker-cli-compose docker-cli-buildx docker-compose docker containerd runc podman buildah iptables ip6tables nftables ipset iproute2 iproute2-tc tcpdump nmap ethtool bridge-utils conntrack-tools wpa_supplicant hostapd wireguard-tools wireguard-tools-wg openvpn fuse fuse3 sshfs cifs-utils nfs-utils lvm2 cryptsetup parted kmod eudev libusb usbutils bluez libgpiod i2c-tools v4l-utils alsa-utils smartmontools hdparm'.split(
    ' ',
  ),
);

/**
 * Whether another user is of no help, or somebody else decides: work on the host, a test run, a tool for the files of whoever
 * starts it, a function that Lambda starts as a user of its own.
 * @param text of the whole file
 */
export function hasUseForRoot(stage: Stage, text: string): boolean {
  if (WANTS_ROOT.test(text) || [...HOST_PACKAGES].some((each) => stage.installed.has(each))) return true;
  const words = stage.process.argv ?? stage.process.program;
  return startsTests(words) || words.some(isOfLambda) || (!hasPorts(stage) && (isCommand(words) || isForOthers(stage)));
}

/** Words of a comment that leaves the user to the platform. */
const BY_PLATFORM = /\bopen ?shift\b|\bsecurityContext\b|\brunAsUser\b|\b(random|arbitrary)\W{1,3}(uid|user)/i;

/** A comment says that the platform sets the user, or files are given to its group for a user whose number nobody knows (`chmod g=u`). */
export function isSetByPlatform(stage: Stage, { file }: Model): boolean {
  return (
    file.comments.some(({ text }) => BY_PLATFORM.test(text)) ||
    chainOf(stage).some(({ fileEvents }) =>
      fileEvents.some(
        ({ kind, invocation }) =>
          kind === 'chown' &&
          invocation?.name === 'chmod' &&
          invocation.args.some(({ value }) => /^(g(=u|\+rwX)|[01]?777|a\+rwX)$/.test(value ?? '')),
      ),
    )
  );
}

function hasPorts(stage: Stage): boolean {
  return portsOf(stage).length > 0;
}

/** `pytest`, `python3 -m unittest`, `npm test`: the container runs the tests of the image and ends. */
function startsTests([first = '', ...words]: readonly (string | undefined)[]): boolean {
  return (
    /^(py\.?test|tox|nox|rspec|phpunit|jest|vitest|mocha|ctest|bats|cypress|playwright|newman|k6|behave|cucumber|testcafe)$/.test(
      baseName(first),
    ) ||
    (words[0] === '-m' && /^(unittest|pytest|nose2?|behave)$/.test(words[1] ?? '')) ||
    (/^(npm|yarn|pnpm|go|mix|rake|cargo|dotnet)$/.test(baseName(first)) && words.find(isOwnWord) === 'test')
  );
}

function isOwnWord(word: string | undefined): boolean {
  return word?.startsWith('-') === false && word !== 'run';
}

/** The clients of the runtime interface of AWS Lambda, for Python, Node.js and Ruby. */
function isOfLambda(word: string | undefined): boolean {
  return word !== undefined && /(^|\/)(awslambdaric|aws-lambda-ric|aws_lambda_ric|aws-lambda-rie)$/.test(word);
}

/** `CMD ["--help"]`: somebody starts it by hand, with words of their own. */
function isCommand(words: readonly (string | undefined)[]): boolean {
  return words.length > 1 && /^(--?help|-h|help|--version)$/.test(words.at(-1) ?? '');
}

/** The last folder is one in which nothing is: who starts the container mounts their files there. */
function isForOthers(stage: Stage): boolean {
  const { workdir } = stage.end;
  if (workdir === undefined || workdir === '/') return false;
  const set = stage.steps.findLastIndex(({ instruction }) => instruction.keyword === 'WORKDIR');
  const fills = /^(RUN|COPY|ADD)$/;
  if (set < 0 || stage.steps.slice(set).some(({ instruction }) => fills.test(instruction.keyword))) return false;
  return !chainOf(stage).some(
    ({ fileEvents, steps }) =>
      fileEvents.some(({ path }) => path === undefined || isWithin(path, workdir) || isWithin(workdir, path)) ||
      steps.some(({ before, instruction }) => fills.test(instruction.keyword) && before.workdir === workdir),
  );
}
