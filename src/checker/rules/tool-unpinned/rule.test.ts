import { describe, expect, test } from 'vitest';
import { linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'tool-unpinned';

describe(id, () => {
  test.each([
    'npm i -g pm2',
    'npm install --global @angular/cli@latest',
    'npm install -g npm serve',
    'yarn global add serve',
    'pnpm add -g serve',
    'pip install flask',
    'pip3 install --no-cache-dir --upgrade pip awscli',
    'python3 -m pip install -r requirements.txt gunicorn',
    'pip install "uvicorn[standard]"',
    'gem install rails --no-document',
    'cargo install --locked ripgrep',
    'go install golang.org/x/tools/cmd/stringer@latest',
  ])('rejects %s', (command) => {
    expect(linesOf(id, onAlpine(`RUN ${command}`))).toEqual([2]);
  });

  test.each([
    'npm install express',
    'npm ci',
    'npm i -g npm@latest',
    'npm i -g pm2@5',
    'npm i -g ./tool.tgz',
    'npm i -g tool.tgz',
    'npm i -g $TOOL',
    'npm ls -g pm2',
    'yarn add serve',
    'pip install --upgrade pip setuptools wheel',
    'pip install "flask>=3"',
    'pip install flask==3.0',
    'pip install -r requirements.txt',
    'pip install -c constraints.txt flask',
    'pip install --target /x .',
    'pip install --index-url https://x.org/simple -r r.txt',
    'pip install git+https://x.org/y@0123456',
    'pip uninstall flask',
    'PIP_CONSTRAINT=/c.txt pip install flask',
    'gem install rails -v 8.0',
    'gem install rails:8.0',
    'gem install bundler',
    'cargo install ripgrep@14.1.0',
    'cargo install --version 14.1.0 ripgrep',
    'cargo install --path .',
    'go install ./cmd/tool',
    'go install golang.org/x/tools/cmd/stringer@v0.30.0',
    'pip install flask || true',
  ])('accepts %s', (command) => {
    expect(linesOf(id, onAlpine(`RUN ${command}`))).toEqual([]);
  });

  test.each([
    ['COPY --from=b /usr/local/cargo/bin/ripgrep /bin/', [2]],
    ['COPY --from=b /usr/local/cargo/bin/other /bin/', []],
    ['CMD ["sleep", "1"]', []],
  ])('in a stage before %s', (line, lines) => {
    expect(linesOf(id, `FROM rust AS b\nRUN cargo install ripgrep\nFROM alpine:3.24\n${line}\n`)).toEqual(lines);
  });
});
