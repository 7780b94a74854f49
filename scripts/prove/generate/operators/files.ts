import { behind, matches, misspelled, ofKind, replaced, stagesOf, textOf } from '../edit.ts';
import type { Operator } from '../edit.ts';

/** The file of a COPY under another name; `./` and a pattern still find it. */
export const sourceRenamed: Operator = (file) =>
  ofKind(file, 'COPY', 'ADD').flatMap((copy) =>
    copy.heredocs.length > 0
      ? []
      : copy.args.slice(0, -1).flatMap(({ raw, range }) => {
          const name = raw.replace(/^"|"$/g, '');
          const at = name.lastIndexOf('/') + 1;
          const [folder, last] = [name.slice(0, at), name.slice(at)];
          if (last === '' || last === '.') return [];
          const others = [
            ...misspelled(last).map((other) => folder + other),
            folder + last.charAt(0).toUpperCase() + last.slice(1),
            `${name}.orig`,
            `app/${name.replace(/^\//, '')}`,
            `../${name.replace(/^\//, '')}`,
            `${folder}${last.slice(0, 3)}*`,
            ...(folder === '' ? [`./${last}`, `/${last}`] : []),
          ];
          return others.map((other) =>
            replaced(
              file,
              range,
              raw.replace(name, () => other),
            ),
          );
        }),
  );

/** A path of the image: where a file is copied to, or where it is looked for. */
export const pathMoved: Operator = (file) => {
  const targets = ofKind(file, 'COPY', 'ADD').flatMap((copy) => {
    const last = copy.args.at(-1);
    if (!last?.raw.includes('/')) return [];
    const path = last.raw.replace(/^"|"$/g, '');
    return otherPlaces(path).map((other) =>
      replaced(
        file,
        last.range,
        last.raw.replace(path, () => other),
      ),
    );
  });
  const used = ofKind(file, 'CMD', 'ENTRYPOINT', 'WORKDIR', 'RUN').flatMap((instruction) =>
    matches(file, instruction.range, /(?<=[\s"'=])\/(?:[\w.-]+\/)*[\w.-]*\w(?=[\s"';,]|$)/g, (path) =>
      otherPlaces(path),
    ),
  );
  return [...targets, ...used];
};

function otherPlaces(path: string): string[] {
  const at = path.replace(/\/$/, '').lastIndexOf('/');
  const [folder, name] = [path.slice(0, at), path.slice(at)];
  return [
    `/opt${name}`,
    `${folder}/extra${name}`,
    `/usr/bin${name}`,
    `/usr/local/sbin${name}`,
    path.endsWith('/') ? path.slice(0, -1) : `${path}/`,
    path.slice(1),
  ].filter((other) => other !== path && other !== '' && other !== '/');
}

/** Who may do what with a file: the mode of a COPY, or a chmod behind it. */
export const chmod: Operator = (file) =>
  ofKind(file, 'COPY', 'RUN').flatMap((instruction) => {
    if (instruction.keyword === 'RUN') {
      return matches(file, instruction.range, /\bchmod (\S+)/g, (_, mode = '') =>
        ['644', '600', '111', 'u+x', 'a-x', '+rx', '0755', 'go-rwx', '555']
          .filter((other) => other !== mode)
          .map((other) => `chmod ${other}`),
      );
    }
    const flag = instruction.flags.find(({ name }) => name === 'chmod');
    if (flag !== undefined) {
      const modes = ['644', '600', '700', '111', '000', '0555', '4755'].map((mode) => `--chmod=${mode}`);
      const dropped = { start: flag.range.start, end: flag.range.end + 1 };
      return [...modes.map((mode) => replaced(file, flag.range, mode)), replaced(file, dropped, '')];
    }
    const target = instruction.args.at(-1)?.raw.replace(/^"|"$/g, '') ?? '';
    const put = { start: instruction.keywordRange.end, end: instruction.keywordRange.end };
    const onCopy = ['755', '644', '711', '000'].map((mode) => replaced(file, put, ` --chmod=${mode}`));
    const isFile = target.startsWith('/') && !target.endsWith('/') && inStageWithShell(file.text);
    return isFile
      ? [...onCopy, ...['644', '700', '-x'].map((mode) => behind(file, instruction, `RUN chmod ${mode} ${target}`))]
      : onCopy;
  });

function inStageWithShell(text: string): boolean {
  return !/^FROM scratch/im.test(text);
}

/** Something goes away again behind the step that brought it. */
export const deletedLater: Operator = (file) =>
  stagesOf(file).flatMap(({ from, instructions }) => {
    if (textOf(file, from.range).includes('scratch')) return [];
    return instructions.flatMap((instruction) => {
      if (instruction.keyword === 'COPY' && instruction.heredocs.length === 0) {
        const target = instruction.args.at(-1)?.raw.replace(/^"|"$/g, '') ?? '';
        if (!target.startsWith('/')) return [];
        const folder = target.replace(/[^/]*$/, '').replace(/(.)\/$/, '$1');
        return [
          behind(file, instruction, `RUN rm -rf ${target}`),
          behind(file, instruction, `RUN rm ${target}`),
          behind(file, instruction, `RUN find ${folder} -type f -name '*.s*' -delete`),
        ];
      }
      if (instruction.keyword !== 'RUN') return [];
      const added = /apk(?: --no-cache)? add ((?:-\S+ |\.\S+ )*)([a-z][\w-]*)/.exec(textOf(file, instruction.range));
      const group = /(?:-t|--virtual) (\.?[\w-]+)/.exec(textOf(file, instruction.range))?.[1];
      const name = group ?? added?.[2];
      return [
        behind(file, instruction, 'RUN rm -rf /var/cache/apk/* /tmp/*'),
        behind(file, instruction, 'RUN rm -rf /usr/local/bin'),
        ...(name === undefined ? [] : [behind(file, instruction, `RUN apk del --no-cache ${name}`)]),
        ...(name === undefined ? [] : [behind(file, instruction, `RUN apk del ${name} || true`)]),
      ];
    });
  });
