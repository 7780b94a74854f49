import { isPlainWord } from '../../fixes/edits.ts';
import type { Model, Stage } from '../../model/types.ts';
import { insertBefore } from '../../fixes/instruction-edits.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';

const BUNDLE = '/etc/ssl/certs/ca-certificates.crt';

export const rule = defineRule({
  id: 'certificates-missing',
  title: 'Bring the CA bundle into scratch',
  category: 'running',
  severity: 'warning',
  fix: 'suggestion',
  *check({ model, text }) {
    const stage = model.target;
    if (stage?.base.kind !== 'scratch' || stage.process.instruction === undefined || hasCertificates(stage)) return;
    const reason = evidence(model, stage);
    if (reason === undefined) return;
    yield {
      range: stage.base.range,
      message: `Copy \`${BUNDLE}\` from an earlier stage: ${reason}, and scratch has no certificates, so every TLS connection fails.`,
      fix: makeFix(model, stage, text),
    };
  },
});

/** Anything that could be a bundle, wherever it lies. */
function hasCertificates(stage: Stage): boolean {
  const { env } = stage.end;
  if (env.has('SSL_CERT_FILE') || env.has('SSL_CERT_DIR')) return true;
  return stage.fileEvents.some(
    ({ path }) =>
      path === undefined ||
      path === '/' ||
      /^\/etc\/?$|^\/etc\/(ssl|pki|ca-certificates)|\.(crt|pem|cer)$|cert/.test(path),
  );
}

/** What says that the program talks TLS: its own arguments, its name, or certificates installed for it and left behind. */
function evidence(model: Model, stage: Stage): string | undefined {
  const { program } = stage.process;
  if (program.some((word) => word?.startsWith('https://') === true)) return 'the program is given an `https` address';
  const name = program[0]?.replace(/^.*\//, '') ?? '';
  if (/^(caddy|traefik|curl|wget|prometheus|cloudflared|rclone|restic)$/.test(name)) return `\`${name}\` talks TLS`;
  const builder = model.stages.find(
    ({ reached, installed }, index) =>
      reached &&
      model.stages[index] !== stage &&
      installed.get('ca-certificates')?.event.step.stage.index === index &&
      // Those that fetch during the build need certificates themselves.
      !['curl', 'git', 'wget'].some((name) => installed.has(name)),
  );
  return builder === undefined
    ? undefined
    : `stage ${builder.name ?? builder.index} installs \`ca-certificates\` and nothing copies them`;
}

function makeFix(model: Model, stage: Stage, text: string): ProposedFix | undefined {
  const source = model.stages.find(
    (other) => other.reached && other !== stage && other.name !== undefined && other.distro === 'alpine',
  );
  const first = stage.steps[0];
  if (source?.name === undefined || !isPlainWord(source.name) || first === undefined) return undefined;
  const line = `COPY --from=${source.name} ${BUNDLE} /etc/ssl/certs/`;
  return { title: 'Copy the CA bundle', edits: [insertBefore(text, first.instruction, line)] };
}
