import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as constructs from 'constructs';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import * as library from '../../src';
import { exampleProgram } from './example-program';

const MODULES: Readonly<Record<string, unknown>> = { cdk8s, 'cdk8s-plus-28': kplus, 'cdk8s-pod-patterns': library, constructs };

/** What an example synthesized: its manifests, or the error that it ended in. */
export interface ExampleOutcome {
  readonly manifest: string;
  readonly error?: string;
}

/** Runs the code of an example as the cdk8s CLI does, and returns what it wrote. */
export function runExample(code: string): ExampleOutcome {
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
  const { outputText } = transpileModule(exampleProgram(code), { compilerOptions });
  const outdir = mkdtempSync(join(tmpdir(), 'readme-example-'));
  const before = process.env.CDK8S_OUTDIR;
  process.env.CDK8S_OUTDIR = outdir;
  try {
    const program = new Function('require', 'exports', outputText) as (require: (name: string) => unknown, exports: object) => void;
    program((name) => MODULES[name], {});
    return { manifest: manifestsIn(outdir) };
  } catch (error) {
    return { manifest: manifestsIn(outdir), error: (error as Error).message };
  } finally {
    if (before === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = before;
    rmSync(outdir, { recursive: true });
  }
}

function manifestsIn(outdir: string): string {
  const files = readdirSync(outdir).sort();
  return files.map((file) => readFileSync(join(outdir, file), 'utf8')).join('---\n');
}
