import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { RecorderError } from './fail.ts';

const execute = promisify(execFile);

/** What the recorder asks Docker behind the scenes. The recorded commands themselves run in the terminal. */
export class Docker {
  readonly client: string;

  constructor(client: string) {
    this.client = client;
  }

  /**
   * Runs the client and gives what it printed.
   * @throws RecorderError with what Docker said.
   */
  async run(...args: string[]): Promise<string> {
    try {
      const { stdout } = await execute(this.client, args, {
        env: { ...process.env, DOCKER_BUILDKIT: '1' },
        maxBuffer: 64 * 1024 * 1024,
      });
      return stdout;
    } catch (cause) {
      const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : '';
      throw new RecorderError(`"docker ${args.slice(0, 3).join(' ')}" failed: ${said || String(cause)}`, { cause });
    }
  }

  /** As {@link run}, but what it wrote as bytes. */
  async bytes(...args: string[]): Promise<Buffer> {
    const { stdout } = await execute(this.client, args, { encoding: 'buffer', maxBuffer: 256 * 1024 * 1024 });
    return stdout;
  }

  /** As {@link run}, with what it wrote to stderr behind the rest. */
  async both(...args: string[]): Promise<string> {
    const { stdout, stderr } = await execute(this.client, args, { maxBuffer: 64 * 1024 * 1024 });
    return stdout + stderr;
  }

  /** As {@link run}, but undefined when the command fails. */
  async attempt(...args: string[]): Promise<string | undefined> {
    return this.run(...args).catch(() => undefined);
  }

  /** Id and size of a local image; undefined when there is none. */
  async image(name: string): Promise<LocalImage | undefined> {
    const output = await this.attempt('image', 'inspect', name);
    if (output === undefined) return undefined;
    return (JSON.parse(output) as LocalImage[])[0];
  }

  /** A text file of an image. */
  async readFile(image: string, path: string): Promise<string | undefined> {
    return this.attempt('run', '--rm', '--network=none', '--entrypoint=cat', image, path);
  }
}

/** The fields that we use of `docker image inspect`. */
interface LocalImage {
  readonly Id: string;
  readonly Size: number;
  readonly Config: { readonly Labels: Readonly<Record<string, string>> | null };
  readonly RepoDigests: readonly string[];
}

interface DockerVersions {
  readonly docker: string;
  readonly buildkit: string;
  /** Digits only: vendors append names of their own. */
  readonly kernel: string;
  /** `linux/amd64` */
  readonly architecture: string;
}

/**
 * Asks the daemon what it is.
 * @throws RecorderError when there is no client or no daemon.
 */
export async function dockerVersions(docker: Docker): Promise<DockerVersions> {
  const output = await docker.run('version', '--format', '{{json .Server}}').catch((cause: unknown) => {
    throw new RecorderError(
      `Docker does not answer. Start its daemon, or name another client with --docker PATH. (${cause instanceof Error ? cause.message : String(cause)})`,
      { cause },
    );
  });
  const server = JSON.parse(output) as { Version: string; Os: string; Arch: string; KernelVersion?: string };
  const builder = await docker.attempt('buildx', 'inspect');
  return {
    docker: server.Version,
    buildkit: /BuildKit(?: version)?:\s*(\S+)/.exec(builder ?? '')?.[1] ?? `part of Docker ${server.Version}`,
    kernel: /^[\d.]+\d/.exec(server.KernelVersion ?? '')?.[0] ?? 'unknown',
    architecture: `${server.Os}/${server.Arch}`,
  };
}
