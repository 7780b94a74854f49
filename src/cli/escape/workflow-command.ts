import { type Output, commandMark } from './output.ts';
import { visible } from './shown.ts';

/** One command for GitHub's runner, the only line of Belay's that it shall obey ("Workflow commands for GitHub Actions"). */
export function workflowCommand(
  name: 'error' | 'warning' | 'notice',
  properties: Readonly<Record<string, string | number>>,
  message: string,
): Output {
  const place = Object.entries(properties)
    .map(([key, value]) => `${key}=${property(String(value))}`)
    .join(',');
  return `::${name} ${place}::${data(message)}\n` as Output;
}

/** Escapes as actions/toolkit does (`packages/core/src/command.ts`); for other characters the runner has no escape. */
function data(text: string): string {
  const whole = text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  return visible(whole).replace(commandMark, '#♯');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
