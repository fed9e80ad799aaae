import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { JsonObject } from '../../src/manifest/json';
import { ExamplePod } from './example-pod';

/** The folder of the examples. */
export const EXAMPLES = join(__dirname, '..', '..', 'examples');

/** What an example writes, and what it says on standard error. */
export class SynthesizedExample {
  /** Runs the `main.ts` of an example in this process, as `cdk8s synth` does in one of its own. */
  public static of(folder: string): SynthesizedExample {
    const known = synthesized.get(folder);
    if (known) return known;
    const example = synthesize(folder);
    synthesized.set(folder, example);
    return example;
  }

  constructor(
    /** The text of each manifest by the name of its file. */
    public readonly files: Readonly<Record<string, string>>,
    public readonly notices: string,
  ) {}

  /** The objects of one manifest, or of all of them. */
  public objects(file?: string): JsonObject[] {
    const texts = file === undefined ? Object.values(this.files) : [this.files[file]];
    return texts.flatMap((text) => parseAllDocuments(text).map((document) => document.toJS() as JsonObject));
  }

  /** The only object of a kind. */
  public object(kind: string): JsonObject {
    const found = this.objects().filter((object) => object.kind === kind);
    if (found.length !== 1) throw new Error(`expected one ${kind}, found ${found.length}`);
    return found[0];
  }

  /** Every pod of one manifest, or of all of them. */
  public pods(file?: string): ExamplePod[] {
    return this.objects(file).flatMap((object) => ExamplePod.of(object) ?? []);
  }

  /** The only pod of one manifest, or of all of them. */
  public pod(file?: string): ExamplePod {
    const pods = this.pods(file);
    if (pods.length !== 1) throw new Error(`expected one pod, found ${pods.length}`);
    return pods[0];
  }
}

const synthesized = new Map<string, SynthesizedExample>();

function synthesize(folder: string): SynthesizedExample {
  const outdir = mkdtempSync(join(tmpdir(), 'example-'));
  const before = process.env.CDK8S_OUTDIR;
  process.env.CDK8S_OUTDIR = outdir;
  let notices = '';
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    notices += String(text);
    return true;
  });
  try {
    jest.isolateModules(() => jest.requireActual(join(EXAMPLES, folder, 'main.ts')));
    const files = readdirSync(outdir).sort();
    return new SynthesizedExample(Object.fromEntries(files.map((file) => [file, readFileSync(join(outdir, file), 'utf8')])), notices);
  } finally {
    stderr.mockRestore();
    if (before === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = before;
    rmSync(outdir, { recursive: true });
  }
}
