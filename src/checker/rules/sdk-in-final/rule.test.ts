import { describe, expect, test } from 'vitest';
import { fixedBy, linesOf } from '../../testing/rule-helpers.ts';

const id = 'sdk-in-final';
const java = 'COPY app.jar /srv/\nENTRYPOINT ["java", "-Xmx1g", "-jar", "/srv/app.jar"]\n';

describe(id, () => {
  test.each([
    'FROM golang:1.27\nRUN go build -o /app .\nENTRYPOINT ["/app"]\n',
    'FROM golang:1.27\nRUN go build -o app .\nENTRYPOINT ["./app", "--port", "80"]\n',
    'FROM rust:1.98\nRUN cargo build --release\nCMD ["./target/release/app"]\n',
    'FROM golang:1.27 AS build\nRUN go build -o /app .\nENTRYPOINT ["/app"]\n',
    `FROM eclipse-temurin:21\n${java}`,
    `FROM eclipse-temurin:17.0.20_8-jdk\n${java}`,
    `FROM azul-zulu:21-jdk-alpine\n${java}`,
    `FROM gradle:9-jdk21\n${java}`,
    'FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet publish -o /out\nCMD ["dotnet", "/out/app.dll"]\n',
  ])('rejects %j', (text) => {
    expect(linesOf(id, text)).toEqual([1]);
  });

  test('says it where the final stage begins', () => {
    expect(linesOf(id, 'FROM golang:1.27 AS made\nRUN go build -o /app .\nFROM made\nCMD ["/app"]\n')).toEqual([3]);
  });

  test.each([
    'FROM golang:1.27\nRUN go build -o /app .\n',
    'FROM rust:1.98\nRUN cargo build\nCMD ["cargo", "run"]\n',
    'FROM golang:1.27 AS dev\nRUN go build -o /app .\nCMD ["/app"]\n',
    'FROM golang:1.27\nRUN go build -o /app .\nCMD ["sh", "/run.sh"]\n',
    'FROM golang:1.27\nRUN go install golang.org/x/tools/gopls@v0.20.0\nCMD ["gopls"]\n',
    'FROM golang:1.27\nCOPY golangci-lint /usr/bin/\nCMD ["golangci-lint"]\n',
    `FROM eclipse-temurin:21-jre\n${java}`,
    `FROM amazoncorretto:21-alpine3.24\n${java}`,
    'FROM eclipse-temurin:21\nCMD ["java", "Main.java"]\n',
    'FROM eclipse-temurin:21\nCMD ["jshell"]\n',
    'FROM maven:3\nCMD ["mvn", "test"]\n',
    'FROM mcr.microsoft.com/dotnet/sdk:10.0\nCMD ["dotnet", "run"]\n',
    'FROM mcr.microsoft.com/dotnet/aspnet:10.0\nCMD ["dotnet", "app.dll"]\n',
    'FROM golang:1.27 AS build\nRUN go build -o /app .\nFROM alpine\nCOPY --from=build /app /app\nCMD ["/app"]\n',
  ])('accepts %j', (text) => {
    expect(linesOf(id, text)).toEqual([]);
  });

  test.each([
    ['21', '21-jre'],
    ['21-jdk-alpine', '21-jre-alpine'],
    ['25-alpine-3.24', '25-jre-alpine-3.24'],
    ['22-jdk', undefined],
    ['21.0.12_8-jdk', undefined],
  ])('fixes the tag %s', (before, after) => {
    const expected = after === undefined ? undefined : `FROM eclipse-temurin:${after}\n${java}`;
    expect(fixedBy(id, `FROM eclipse-temurin:${before}\n${java}`)).toBe(expected);
  });

  test('has no fix where a layer needs the JDK', () => {
    const text = `FROM eclipse-temurin:21-jdk\nRUN javac -d /srv Main.java && jar cf /srv/app.jar -C /srv .\n${java}`;
    expect(linesOf(id, text)).toEqual([1]);
    expect(fixedBy(id, text)).toBeUndefined();
  });
});
