import { describe } from 'vitest';
import { type Cases, describeCases } from '../testing/cases.ts';

/** Faults that a reviewer would have named and no rule did (docs/proof, "What Belay does not say"). */

const NODE = (tag: string): string => `FROM node:${tag}\nWORKDIR /app\n`;

const CASES: Cases = {
  'root-user': {
    reported: [
      'FROM eclipse-temurin:21-jre-alpine\nCOPY a.jar /\nCMD ["java", "-jar", "/a.jar"]\n',
      'FROM mcr.microsoft.com/dotnet/aspnet:10.0-alpine3.23\nCOPY a /a\nENTRYPOINT ["dotnet", "/a/a.dll"]\n',
      'FROM oven/bun:1-alpine\nCOPY . .\nCMD ["bun", "run", "index.ts"]\n',
    ],
    silent: [
      'FROM eclipse-temurin:21-jre-alpine\nCOPY a.jar /\nUSER 1000\nCMD ["java", "-jar", "/a.jar"]\n',
      'FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled\nCOPY a /a\nENTRYPOINT ["dotnet", "/a/a.dll"]\n',
      'FROM example/jre:21-alpine\nCOPY a.jar /\nCMD ["java", "-jar", "/a.jar"]\n',
    ],
  },
  'command-missing': {
    reported: [
      `${NODE('lts-alpine')}RUN pnpm install\n`,
      `${NODE('20-alpine')}RUN pnpm install\n`,
      `${NODE('22-alpine3.24')}ENV PNPM_HOME=/pnpm\nENV PATH=$PNPM_HOME:$PATH\nRUN pnpm build\n`,
      `${NODE('26-alpine3.24')}RUN yarn install\n`,
      `${NODE('26-alpine3.24')}RUN corepack enable\n`,
    ],
    silent: [
      `${NODE('lts-alpine')}RUN corepack enable && pnpm install\n`,
      `${NODE('20-alpine')}RUN npm install -g pnpm@10\nRUN pnpm install\n`,
      `${NODE('20-alpine')}RUN corepack prepare pnpm@10 --activate\nRUN pnpm install\n`,
      `${NODE('12-alpine')}RUN pnpm install\n`,
      `${NODE('20-alpine')}RUN yarn install\n`,
      `${NODE('26-alpine3.24')}RUN apk add --no-cache yarn\nRUN yarn install\n`,
      `${NODE('22-alpine3.24')}COPY --from=example/tools:1 /usr/local /usr/local\nRUN pnpm install\n`,
      `${NODE('22-alpine3.24')}COPY --from=example/tools:1 /usr/local/bin/* /usr/local/bin/\nRUN pnpm install\n`,
      `${NODE('22-alpine3.24')}RUN corepack enable\nFROM node:22-alpine3.24\nCOPY --from=0 /usr/local/bin /usr/local/bin\nRUN pnpm install\n`,
    ],
  },
};

describe('a fault that nothing named', () => {
  describeCases(CASES);
});
