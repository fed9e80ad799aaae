import { dirname, join } from 'node:path';
import * as ts from 'typescript';
import { exampleProgram } from './example-program';

const ROOT = join(__dirname, '..', '..');

/** What the compiler says of the code of examples, with the number of the example and the line in it. */
export function typeErrors(codes: readonly string[]): string[] {
  const config = ts.readConfigFile(join(ROOT, 'tsconfig.dev.json'), (path) => ts.sys.readFile(path)).config as object;
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, ROOT);
  const sources = new Map(codes.map((code, index) => [join(__dirname, `example-${index + 1}.ts`), exampleProgram(code)]));
  // A block uses some of what is imported for all of them.
  const host = ts.createCompilerHost({ ...options, noUnusedLocals: false });
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => sources.has(path) || fileExists(path);
  host.readFile = (path) => sources.get(path) ?? readFile(path);
  host.getSourceFile = (path, ...rest) => {
    const text = sources.get(path);
    return text === undefined ? getSourceFile(path, ...rest) : ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
  };
  const program = ts.createProgram([...sources.keys()], { ...options, noUnusedLocals: false }, host);
  const diagnostics = [...sources.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  });
  return diagnostics.map(({ file, start = 0, messageText }) => {
    const where = file
      ? `${file.fileName.slice(dirname(file.fileName).length + 1)}:${file.getLineAndCharacterOfPosition(start).line + 1}`
      : '';
    return `${where} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}
